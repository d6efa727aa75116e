package dev.bulwarden.guard;

import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.KeyFile;
import dev.bulwarden.fact.User;
import dev.bulwarden.fact.Walk;
import java.util.Optional;

/** Whether sshd reads a file of keys at all ({@code auth_openfile} and {@code safe_path}). */
final class KeyFileChecks {
    private static final String PVE = "/etc/pve/";

    private KeyFileChecks() {}

    /** Empty too where there is no file: that is no fault of the file. */
    static Optional<Hindrance> of(KeyFile file, Door door, Settings settings, HostFacts facts) {
        Walk walk = file.walk();
        return switch (walk.kind()) {
            case MISSING, LARGE, UNSEEN -> Optional.empty();
            case SECRET -> Optional.of(new Hindrance("L16",
                    walk.path() + " holds a private key or password hashes; what is in it was not read",
                    "put a file of public keys there"));
            case DANGLING -> Optional.of(dangling(walk));
            case FOLDER, OTHER -> Optional.of(new Hindrance("L16", walk.path() + " is no regular file",
                    "put a regular file with the keys there"));
            case FILE -> unread(file, door, settings, facts);
        };
    }

    /** Why it is not known what keys it has, in words that follow "not known:". */
    static Optional<String> unknown(KeyFile file, HostFacts facts) {
        Walk walk = file.walk();
        Optional<String> home = facts.accounts().user(file.user()).map(User::home);
        boolean away = facts.loginFiles().home(file.user()).filter(h -> h.kind() == Walk.Kind.MISSING).isPresent()
                && home.filter(h -> walk.path().startsWith(h + "/")).isPresent();
        return switch (walk.kind()) {
            case LARGE -> Optional.of(walk.path() + " is too large to be read");
            case SECRET -> Optional.of(walk.path() + " holds a private key or password hashes, and was not read");
            case UNSEEN -> Optional.of(walk.path() + " cannot be looked at with the rights of " + file.user());
            case MISSING -> away ? home.map(h -> "its home " + h + " is not there") : Optional.empty();
            case FILE, FOLDER, DANGLING, OTHER -> Optional.empty();
        };
    }

    private static Hindrance dangling(Walk walk) {
        return walk.target().startsWith(PVE)
                ? new Hindrance("L34",
                        walk.path() + " leads to " + walk.target() + ", which is gone while pmxcfs is down",
                        "keep a key in a file that does not depend on pmxcfs, such as .ssh/authorized_keys2")
                : new Hindrance("L14", walk.path() + " is a link to " + walk.target() + ", where nothing is",
                        "put the keys where the link leads");
    }

    private static Optional<Hindrance> unread(KeyFile file, Door door, Settings settings, HostFacts facts) {
        Walk walk = file.walk();
        String id = walk.target().startsWith(PVE) ? "L35" : "L15";
        if (!file.readable()) {
            return Optional.of(new Hindrance(id, door.user() + " itself cannot read " + walk.path(),
                    "make it readable for " + door.user()));
        }
        if (!settings.is("strictmodes", "yes")) {
            return Optional.empty();
        }
        return door.account().flatMap(user -> Permissions.wrong(walk,
                facts.loginFiles().home(door.user()).map(Walk::target), user.uid(), facts.accounts()))
                .map(wrong -> new Hindrance(id, "StrictModes yes refuses " + walk.path() + ": " + wrong,
                        "let it and the folders above be owned by " + door.user()
                                + " or root, and writable by nobody else"));
    }
}
