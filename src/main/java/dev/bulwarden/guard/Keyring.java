package dev.bulwarden.guard;

import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.KeyFile;
import dev.bulwarden.syntax.keys.AuthorizedKey;
import dev.bulwarden.syntax.keys.AuthorizedKeys;
import dev.bulwarden.syntax.keys.KeyLine;
import dev.bulwarden.syntax.keys.KeyLine.Meaning;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The keys an account can come with from one address under given settings, as far as files of keys tell. Of several lines with the same key
 * the first that sshd takes decides ({@code auth_check_authkeys_file}): a key bound to a command there is no login, whatever comes later.
 *
 * @param entries every key of the files that AuthorizedKeysFile names, in the order sshd reads them
 * @param refused files and lines that yield no key at all, and why
 * @param authorities whether a line names a certificate authority, whose certificates open the door too
 * @param unknown why there may be more keys than these, in words that follow "not known:"; empty: everything was looked at
 */
public record Keyring(List<Entry> entries, List<Hindrance> refused, boolean authorities, List<String> unknown) {
    /**
     * One key.
     *
     * @param file where it stands
     * @param line counted from 1
     * @param hindrance what keeps sshd from taking it; empty: nothing
     */
    public record Entry(AuthorizedKey key, String file, int line, Optional<Hindrance> hindrance) {
        /** Why somebody who was let in by this line cannot work; empty: he can. */
        Optional<Hindrance> bound() {
            return key.options().command().map(command -> new Hindrance("L16",
                    "its key " + key + " is no login: line " + line + " of " + file + " binds it to the command \""
                            + command + "\", and the first line with a key decides",
                    "give the account a line without command= that stands before it"));
        }
    }

    public Keyring {
        entries = List.copyOf(entries);
        refused = List.copyOf(refused);
        unknown = List.copyOf(unknown);
    }

    /** The keys of one who comes through a door. */
    public static Keyring of(Door door, Settings settings, HostFacts facts) {
        List<String> patterns = settings.words("authorizedkeysfile").stream().filter(p -> !p.equals("none")).toList();
        List<KeyFile> files = facts.loginFiles().keys(door.user(), patterns);
        List<Entry> entries = new ArrayList<>();
        List<Hindrance> refused = new ArrayList<>();
        List<String> unknown = new ArrayList<>();
        if (files.size() != patterns.size()) {
            unknown.add("not all its files of keys were looked at");
        }
        boolean authorities = false;
        KeyChecks checks = KeyChecks.of(door, settings, facts);
        for (KeyFile file : files) {
            Optional<Hindrance> whole = KeyFileChecks.of(file, door, settings, facts);
            whole.ifPresent(refused::add);
            KeyFileChecks.unknown(file, facts).ifPresent(unknown::add);
            for (KeyLine line : AuthorizedKeys.parse(file.walk().bytes()).lines()) {
                switch (line.meaning()) {
                    case Meaning.Nothing _ -> {
                    }
                    case Meaning.Unusable(var why) -> refused.add(new Hindrance("L16",
                            "line " + line.number() + " of " + file.walk().path() + " is passed over: " + why,
                            "mend the line"));
                    case Meaning.Key(var key) -> {
                        if (key.certAuthority()) {
                            authorities |= whole.isEmpty() && checks.authority(key);
                        } else {
                            entries.add(new Entry(key, file.walk().path(), line.number(),
                                    whole.or(() -> checks.of(key))));
                        }
                    }
                }
            }
        }
        return new Keyring(entries, refused, authorities, unknown);
    }

    /** Whether every file was looked at. */
    public boolean complete() {
        return unknown.isEmpty();
    }

    /** By fingerprint, the line that decides for each key that sshd takes. */
    Map<String, Entry> deciding() {
        Map<String, Entry> deciding = new LinkedHashMap<>();
        entries.stream().filter(e -> e.hindrance().isEmpty())
                .forEach(e -> deciding.putIfAbsent(e.key().fingerprint(), e));
        return deciding;
    }

    /** The keys that open the door to somebody who wants to work, or to run what he asks for. */
    public List<AuthorizedKey> usable() {
        return deciding().values().stream().filter(e -> e.bound().isEmpty()).map(Entry::key).toList();
    }

    /** Whether a key of this fingerprint opens the door. */
    boolean takes(String fingerprint) {
        return usable().stream().anyMatch(k -> k.fingerprint().equals(fingerprint));
    }

    /**
     * Whether a key of this fingerprint lets in and is not bound to another command than before: of a key that works, the command it is bound to
     * today runs what is asked for.
     */
    boolean takesAs(Keyring before, String fingerprint) {
        Optional<Entry> entry = Optional.ofNullable(deciding().get(fingerprint));
        Optional<String> command = entry.flatMap(e -> e.key().options().command());
        return entry.isPresent() && (command.isEmpty() || command.equals(Optional
                .ofNullable(before.deciding().get(fingerprint)).flatMap(e -> e.key().options().command())));
    }

    /** Why no key, or the one of this fingerprint, opens the door; the missing file or line where nothing else does. */
    List<Hindrance> why(Optional<String> fingerprint) {
        List<Hindrance> why = new ArrayList<>();
        deciding().values().stream().filter(e -> concerns(e, fingerprint)).flatMap(e -> e.bound().stream())
                .forEach(why::add);
        entries.stream().filter(e -> concerns(e, fingerprint)).flatMap(e -> e.hindrance().stream()).forEach(why::add);
        if (why.isEmpty()) {
            why.addAll(refused);
        }
        return why.stream().distinct().toList();
    }

    private static boolean concerns(Entry entry, Optional<String> fingerprint) {
        return fingerprint.isEmpty() || fingerprint.get().equals(entry.key().fingerprint());
    }
}
