package dev.bulwarden.syntax.keys;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * A file that {@code RevokedKeys} names: plain public keys, or a key revocation list (PROTOCOL.krl). Revoked certificates are not looked at.
 *
 * @param blobs of keys, in hex
 * @param digests of blobs, SHA-1 and SHA-256, in hex
 * @param broken why sshd cannot read it to its end, and therefore refuses every key that does not stand before that; empty: it can
 */
public record RevokedKeys(Set<String> blobs, Set<String> digests, Optional<String> broken) {
    /** No key is revoked. */
    public static final RevokedKeys NONE = new RevokedKeys(Set.of(), Set.of(), Optional.empty());

    public RevokedKeys {
        blobs = Set.copyOf(blobs);
        digests = Set.copyOf(digests);
    }

    /**
     * Of a file's text, one char a byte.
     *
     * @param dsa whether this sshd still knows {@code ssh-dss}; where it does not, such a line stops it
     */
    public static RevokedKeys parse(String text, boolean dsa) {
        return text.startsWith(RevocationList.MAGIC) ? RevocationList.parse(text) : plain(text, dsa);
    }

    /** {@code sshkey_in_file}: a line that is neither blank, a comment nor a key ends the reading with an error. */
    private static RevokedKeys plain(String text, boolean dsa) {
        Set<String> blobs = new HashSet<>();
        int number = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String key = line.replaceFirst("^[ \t]+", "");
            if (key.isEmpty() || key.startsWith("#")) {
                continue;
            }
            Optional<String> wrong = wrong(key, dsa);
            if (wrong.isPresent()) {
                return new RevokedKeys(blobs, Set.of(), Optional.of("line " + number + " " + wrong.get()));
            }
            AuthorizedKey.parse(KeyOptions.NONE, key).ifPresent(k -> blobs.add(hex(decoded(k))));
        }
        return new RevokedKeys(blobs, Set.of(), Optional.empty());
    }

    private static Optional<String> wrong(String key, boolean dsa) {
        String[] words = key.split("[ \t]+", 3);
        String type = words[0];
        if (type.equals("ssh-dss") && !dsa) {
            return Optional.of("is an ssh-dss key, which this sshd no longer knows");
        }
        if (type.matches(".+-cert-v0[01]@openssh\\.com") && words.length > 1) {
            return Optional.empty();
        }
        if (AuthorizedKey.parse(KeyOptions.NONE, key).isPresent() || tooShort(words)) {
            return Optional.empty();
        }
        return Optional.of(AuthorizedKey.isType(type)
                ? "holds a key that is cut off or damaged"
                : "begins with no type of key");
    }

    /** An RSA key shorter than sshd reads is passed over. */
    private static boolean tooShort(String[] words) {
        return words.length > 1 && words[0].equals("ssh-rsa") && words[1].matches("AAAAB3NzaC1yc2E[A-Za-z0-9+/]*=*\r?")
                && words[1].length() < 220;
    }

    /** Whether it names this key. */
    public boolean revokes(AuthorizedKey key) {
        byte[] blob = decoded(key);
        return blobs.contains(hex(blob)) || digests.contains(digest("SHA-1", blob))
                || digests.contains(digest("SHA-256", blob));
    }

    private static byte[] decoded(AuthorizedKey key) {
        return Base64.getDecoder().decode(key.base64());
    }

    private static String digest(String algorithm, byte[] blob) {
        try {
            return hex(MessageDigest.getInstance(algorithm).digest(blob));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
