package dev.bulwarden.guard;

import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.OpenSshVersion;
import dev.bulwarden.fact.Walk;
import dev.bulwarden.syntax.keys.AuthorizedKey;
import dev.bulwarden.syntax.keys.KeyOptions;
import dev.bulwarden.syntax.keys.RevokedKeys;
import dev.bulwarden.syntax.sshd.AddressPatterns;
import dev.bulwarden.syntax.sshd.Patterns;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whether sshd takes a key that stands in a file it reads.
 *
 * @param now the host's clock
 * @param release of sshd; empty: not known, and taken for a new one
 * @param revoked what RevokedKeys names; empty: nothing, or it was not looked at
 */
record KeyChecks(Door door, Settings settings, Instant now, Optional<OpenSshVersion> release,
        Optional<Revoked> revoked) {
    /** A file of revoked keys, and what is wrong with it as a whole. */
    record Revoked(String path, RevokedKeys keys, Optional<String> broken) {}

    static KeyChecks of(Door door, Settings settings, HostFacts facts) {
        Optional<OpenSshVersion> release = facts.server().flatMap(s -> s.software().version());
        boolean dsa = release.filter(v -> v.atLeast(10, 0)).isEmpty();
        return new KeyChecks(door, settings, Instant.ofEpochSecond(facts.capabilities().clock()), release,
                Optional.of(settings.value("revokedkeys")).filter(p -> !p.isEmpty() && !p.equals("none"))
                        .flatMap(facts.loginFiles()::walk).flatMap(walk -> revoked(walk, dsa)));
    }

    private static Optional<Revoked> revoked(Walk walk, boolean dsa) {
        return switch (walk.kind()) {
            case LARGE, SECRET, UNSEEN -> Optional.empty();
            case MISSING, DANGLING ->
                Optional.of(new Revoked(walk.path(), RevokedKeys.NONE, Optional.of("there is no such file")));
            case FOLDER, OTHER ->
                Optional.of(new Revoked(walk.path(), RevokedKeys.NONE, Optional.of("that is no regular file")));
            case FILE -> {
                RevokedKeys keys = RevokedKeys.parse(walk.bytes(), dsa);
                yield Optional.of(new Revoked(walk.path(), keys, keys.broken()));
            }
        };
    }

    /** What keeps sshd from taking it; empty: nothing. */
    Optional<Hindrance> of(AuthorizedKey key) {
        return broken().or(() -> type(key)).or(() -> size(key)).or(() -> revocation(key)).or(() -> newer(key))
                .or(() -> principals(key)).or(() -> from(key)).or(() -> expiry(key));
    }

    /** Whether certificates of this authority may open the door to somebody who wants to work; whom they name is not known. */
    boolean authority(AuthorizedKey key) {
        return key.options().command().isEmpty()
                && newer(key).or(() -> from(key)).or(() -> expiry(key)).isEmpty();
    }

    /** {@code auth_authorise_keyopts}: principals are for certificates. */
    private static Optional<Hindrance> principals(AuthorizedKey key) {
        return key.options().principals()
                ? Optional.of(new Hindrance("L16",
                        "its key " + key + " has principals=, which sshd refuses without cert-authority",
                        "take principals= off the line"))
                : Optional.empty();
    }

    /** What a value means only to a later release makes the whole line void to this one. */
    private Optional<Hindrance> newer(AuthorizedKey key) {
        return release.flatMap(v -> key.options().options().stream().filter(o -> later(v, o)).findFirst()
                .map(o -> new Hindrance("L16",
                        "the line of its key " + key + " is passed over: OpenSSH " + v + " does not take "
                                + o.name() + "=\"" + o.value().orElse("") + "\"",
                        "write it as sshd(8) on that host says")));
    }

    private static boolean later(OpenSshVersion release, KeyOptions.Option option) {
        String value = option.value().orElse("");
        boolean zone = option.name().equals("expiry-time") && value.matches("(?i).*(z|utc)");
        boolean service = option.name().startsWith("permit") && value.matches("(.*[:/])?[a-zA-Z][^:/]*");
        return (zone && !release.atLeast(9, 1)) || (service && !release.atLeast(10, 0));
    }

    /** With a RevokedKeys that cannot be read to its end sshd takes no key at all. */
    private Optional<Hindrance> broken() {
        return revoked.flatMap(r -> r.broken().map(why -> new Hindrance("L12",
                "RevokedKeys " + r.path() + " makes sshd refuse every key: " + why,
                "put a readable file there first: plain public keys, one a line, or what ssh-keygen -k makes")));
    }

    private Optional<Hindrance> type(AuthorizedKey key) {
        String keyword = settings.value("pubkeyacceptedalgorithms").isEmpty()
                ? "pubkeyacceptedkeytypes"
                : "pubkeyacceptedalgorithms";
        String accepted = settings.value(keyword);
        List<String> wanted = switch (key.type()) {
            case "ssh-rsa" -> List.of("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa");
            case "sk-ecdsa-sha2-nistp256@openssh.com" ->
                List.of(key.type(), "webauthn-sk-ecdsa-sha2-nistp256@openssh.com");
            default -> List.of(key.type());
        };
        boolean takes = accepted.isEmpty() || List.of(accepted.split(",", -1)).stream()
                .anyMatch(pattern -> wanted.stream().anyMatch(name -> Patterns.matches(pattern, name)));
        return takes
                ? Optional.empty()
                : Optional.of(new Hindrance("L17",
                        (keyword.endsWith("types") ? "PubkeyAcceptedKeyTypes" : "PubkeyAcceptedAlgorithms")
                                + " holds nothing for its key " + key,
                        "keep " + wanted.getFirst() + " on the list, or give the account another key first"));
    }

    private Optional<Hindrance> size(AuthorizedKey key) {
        String least = settings.value("requiredrsasize");
        if (!key.type().equals("ssh-rsa") || !least.matches("[0-9]{1,6}") || key.bits().isEmpty()
                || key.bits().getAsInt() >= Integer.parseInt(least)) {
            return Optional.empty();
        }
        return Optional.of(new Hindrance("L18",
                "RequiredRSASize " + least + " refuses its key of " + key.bits().getAsInt() + " bits, " + key,
                "give the account a longer key first"));
    }

    private Optional<Hindrance> revocation(AuthorizedKey key) {
        return revoked.filter(r -> r.keys().revokes(key)).map(r -> new Hindrance("L13",
                "RevokedKeys " + r.path() + " holds its key " + key, "give the account another key first"));
    }

    /** A name cannot be looked up from here: with UseDNS yes a list that holds one is taken to fit. */
    private Optional<Hindrance> from(AuthorizedKey key) {
        Optional<String> list = key.options().from()
                .filter(from -> !AddressPatterns.hostAndAddress(from, door.address()));
        boolean names = settings.is("usedns", "yes") && list.filter(from -> from.matches(".*[g-zG-Z-].*")).isPresent();
        return list.filter(_ -> !names).map(from -> new Hindrance("L16",
                "its key " + key + " is only for from=\"" + from + "\", not " + door.address(),
                "add the address to the key's from="));
    }

    private Optional<Hindrance> expiry(AuthorizedKey key) {
        return key.options().expires(ZoneOffset.UTC).filter(end -> !now.isBefore(end)).map(end -> new Hindrance("L16",
                "its key " + key + " expired at " + Objects.requireNonNull(end), "give the account another key"));
    }
}
