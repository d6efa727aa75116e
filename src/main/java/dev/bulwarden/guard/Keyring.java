package dev.bulwarden.guard;

import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.KeyFile;
import dev.bulwarden.fact.Walk.Kind;
import dev.bulwarden.syntax.keys.AuthorizedKey;
import dev.bulwarden.syntax.keys.AuthorizedKeys;
import dev.bulwarden.syntax.keys.KeyLine;
import dev.bulwarden.syntax.keys.KeyLine.Meaning;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The keys an account can come with from one address under given settings, as far as files of keys tell.
 *
 * @param entries every key of the files that AuthorizedKeysFile names, in the order sshd reads them
 * @param refused files and lines that yield no key at all, and why
 * @param authorities whether a line names a certificate authority, whose certificates open the door too
 * @param complete false when a file could not be looked at: there may be more keys
 */
public record Keyring(List<Entry> entries, List<Hindrance> refused, boolean authorities, boolean complete) {
    /**
     * One key.
     *
     * @param file where it stands
     * @param hindrance what keeps sshd from taking it; empty: nothing
     */
    public record Entry(AuthorizedKey key, String file, Optional<Hindrance> hindrance) {}

    public Keyring {
        entries = List.copyOf(entries);
        refused = List.copyOf(refused);
    }

    /** The keys of one who comes through a door. */
    public static Keyring of(Door door, Settings settings, HostFacts facts) {
        List<String> patterns = settings.words("authorizedkeysfile").stream().filter(p -> !p.equals("none")).toList();
        List<KeyFile> files = facts.loginFiles().keys(door.user(), patterns);
        List<Entry> entries = new ArrayList<>();
        List<Hindrance> refused = new ArrayList<>();
        boolean complete = files.size() == patterns.size()
                && files.stream().noneMatch(f -> f.walk().kind() == Kind.LARGE);
        boolean authorities = false;
        KeyChecks checks = KeyChecks.of(door, settings, facts);
        for (KeyFile file : files) {
            Optional<Hindrance> whole = KeyFileChecks.of(file, door, settings, facts);
            whole.ifPresent(refused::add);
            for (KeyLine line : AuthorizedKeys.parse(file.walk().bytes()).lines()) {
                switch (line.meaning()) {
                    case Meaning.Nothing _ -> {
                    }
                    case Meaning.Unusable(var why) -> refused.add(new Hindrance("L16",
                            "line " + line.number() + " of " + file.walk().path() + " is passed over: " + why,
                            "mend the line"));
                    case Meaning.Key(var key) -> {
                        if (key.certAuthority()) {
                            authorities = true;
                        } else {
                            entries.add(new Entry(key, file.walk().path(), whole.or(() -> checks.of(key))));
                        }
                    }
                }
            }
        }
        return new Keyring(entries, refused, authorities, complete);
    }

    /** The keys that open the door. */
    public List<AuthorizedKey> usable() {
        return entries.stream().filter(e -> e.hindrance().isEmpty()).map(Entry::key).distinct().toList();
    }

    /** Whether a key of this fingerprint opens the door. */
    boolean takes(String fingerprint) {
        return usable().stream().anyMatch(k -> k.fingerprint().equals(fingerprint));
    }

    /** Why no key, or the one of this fingerprint, opens the door; the missing file or line where nothing else does. */
    List<Hindrance> why(Optional<String> fingerprint) {
        List<Hindrance> why = new ArrayList<>();
        entries.stream().filter(e -> fingerprint.isEmpty() || fingerprint.get().equals(e.key().fingerprint()))
                .flatMap(e -> e.hindrance().stream()).forEach(why::add);
        if (why.isEmpty()) {
            why.addAll(refused);
        }
        return why.stream().distinct().toList();
    }
}
