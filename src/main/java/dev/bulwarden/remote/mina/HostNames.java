package dev.bulwarden.remote.mina;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The first field of a known_hosts line: which hosts it is about. See sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. */
sealed interface HostNames {
    /** Whether the line is about this name, as {@link KnownName#text} writes it. */
    boolean match(String name);

    /** The names this field holds literally, if it holds nothing else; empty when every name must be tried. */
    Optional<Set<String>> literals();

    /**
     * {@code |1|salt|hash}: one name, hidden by HMAC-SHA1.
     *
     * @param salt base64
     * @param hash base64
     */
    record Hashed(String salt, String hash) implements HostNames {
        public Hashed {
            Base64.getDecoder().decode(Objects.requireNonNull(hash, "hash is null"));
            if (Base64.getDecoder().decode(salt).length == 0) {
                throw new IllegalArgumentException("empty salt");
            }
        }

        @Override
        public boolean match(String name) {
            try {
                Mac mac = Mac.getInstance("HmacSHA1");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(salt), "HmacSHA1"));
                byte[] digest = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
                return MessageDigest.isEqual(digest, Base64.getDecoder().decode(hash));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has HmacSHA1", e);
            }
        }

        @Override
        public Optional<Set<String>> literals() {
            return Optional.empty();
        }
    }

    /**
     * Patterns with {@code *}, {@code ?} and {@code !}; one negated match takes the whole line out (match_pattern_list of OpenSSH).
     *
     * @param patterns in lower case
     */
    record Patterns(List<String> patterns) implements HostNames {
        public Patterns {
            patterns = List.copyOf(patterns);
        }

        @Override
        public boolean match(String name) {
            boolean found = false;
            for (String pattern : patterns) {
                if (pattern.startsWith("!")) {
                    if (Glob.match(pattern.substring(1), name)) {
                        return false;
                    }
                } else {
                    found |= Glob.match(pattern, name);
                }
            }
            return found;
        }

        @Override
        public Optional<Set<String>> literals() {
            boolean special = patterns.stream().anyMatch(p -> p.startsWith("!") || p.contains("*") || p.contains("?"));
            return special ? Optional.empty() : Optional.of(Set.copyOf(patterns));
        }
    }

    /** Reads the field; empty if it is malformed. */
    static Optional<HostNames> parse(String field) {
        if (!field.startsWith("|")) {
            return Optional.of(new Patterns(List.of(field.toLowerCase(Locale.ROOT).split(","))));
        }
        String[] parts = field.split("\\|", -1);
        if (parts.length != 4 || !parts[1].equals("1")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Hashed(parts[2], parts[3]));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not base64: the caller reports the line
        }
    }
}
