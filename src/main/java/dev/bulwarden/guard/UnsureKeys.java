package dev.bulwarden.guard;

import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.KeyFile;
import dev.bulwarden.fact.User;
import dev.bulwarden.fact.Walk;
import dev.bulwarden.fact.Walk.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Whether what was found of an account's keys is all there is to know: a home that is not mounted, a link into a place that somebody else looks
 * after, a file that cannot be read or keys from elsewhere leave it open.
 */
final class UnsureKeys {
    private UnsureKeys() {}

    /** Keys that let it in for certain. */
    static int sure(Door door, Keyring keys, HostFacts facts) {
        List<String> linked = files(door, facts).stream().filter(f -> linked(f, facts)).map(f -> f.walk().path())
                .toList();
        return (int) keys.deciding().values().stream()
                .filter(e -> e.bound().isEmpty() && !linked.contains(e.file())).count();
    }

    /** Why there may be another key, in words that follow "not known:"; empty: there is none. */
    static Optional<String> why(Door door, Keyring keys, HostFacts facts) {
        Optional<Walk> home = facts.loginFiles().home(door.user());
        if (home.isEmpty()) {
            return Optional.of("its home and its files of keys were not looked at");
        }
        return keys.unknown().stream().findFirst()
                .or(() -> files(door, facts).stream().flatMap(f -> unsure(f, facts).stream()).findFirst())
                .or(() -> foreign(door, home.get()))
                .or(() -> OtherSources.any(door.after(), keys, facts)
                        ? Optional.of("it may have a certificate, or a key that a program yields")
                        : Optional.empty());
    }

    private static List<KeyFile> files(Door door, HostFacts facts) {
        return facts.loginFiles().keys(door.user(), door.after().words("authorizedkeysfile"));
    }

    private static Optional<String> unsure(KeyFile file, HostFacts facts) {
        Walk walk = file.walk();
        if (!file.readable()) {
            return Optional.of(walk.path() + " cannot be read by " + file.user());
        }
        return walk.kind() == Kind.DANGLING || linked(file, facts)
                ? Optional.of(walk.path() + " is a link to " + walk.target())
                : Optional.empty();
    }

    /** A link below the home to a file that is not root's. */
    private static boolean linked(KeyFile file, HostFacts facts) {
        Walk walk = file.walk();
        Optional<String> home = facts.accounts().user(file.user()).map(User::home)
                .filter(h -> walk.path().startsWith(h + "/"));
        String straight = home.flatMap(h -> facts.loginFiles().home(file.user())
                .map(w -> w.target() + walk.path().substring(h.length()))).orElse(walk.path());
        return walk.kind() == Kind.FILE && !walk.target().equals(straight)
                && walk.last().filter(s -> s.owner().uid() != 0).isPresent();
    }

    /** The folder on which a home is to be mounted is usually root's. */
    private static Optional<String> foreign(Door door, Walk home) {
        return home.last().filter(s -> door.account().filter(a -> a.uid() != s.owner().uid()).isPresent())
                .map(s -> "its home " + s.path() + " belongs to " + s.owner().user() + ", and may not be mounted");
    }
}
