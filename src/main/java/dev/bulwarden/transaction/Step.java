package dev.bulwarden.transaction;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of a transaction, in order; the last one is taken only when one of the others fails. */
public enum Step {
    /** Nothing of ours is held, and every file is as planned; old, new and the way back are put into the stage. */
    STAGE,
    /** The real sshd judges the new files, and the old ones, in a private view. */
    EVALUATE,
    /** Everybody who must get in and whose credential we hold logs in to the real sshd over the new files, in a private view. */
    REHEARSE,
    /** The lease is taken, so that nobody else changes this host through us, and the dead-man's switch is set. */
    TAKE,
    /** The files are renamed into place. */
    INSTALL,
    /** The daemon reads them. */
    RELOAD,
    /** A new connection, a full login, root again, and sshd says what was planned. */
    ANSWER,
    /** The lease becomes the verdict, and the switch is taken away. */
    RELEASE,
    /** Everything is put back. */
    RESTORE;

    /** The step of that name; empty: there is none. */
    static Optional<Step> named(String name) {
        return Stream.of(values()).filter(s -> s.toString().equals(name)).findFirst();
    }

    /** As a user reads it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
