package dev.bulwarden.syntax.keys;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A public key an account may log in with.
 *
 * @param options what it may do
 * @param type the name in its blob, such as {@code ssh-ed25519}
 * @param base64 the blob as written
 * @param comment the rest of the line
 */
public record AuthorizedKey(KeyOptions options, String type, String base64, String comment) {
    private static final String RSA = "ssh-rsa";
    /** SSH_RSA_MINIMUM_MODULUS_SIZE: shorter keys are not read. */
    private static final int SHORTEST_RSA = 1024;
    /** Names a line may begin with, and what its blob must say; sshd takes the names of RSA signatures for RSA keys. */
    private static final Map<String, String> TYPES = Map.of(RSA, RSA, "rsa-sha2-256", RSA, "rsa-sha2-512", RSA,
            "ssh-dss", "ssh-dss", "ssh-ed25519", "ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256",
            "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ecdsa-sha2-nistp521",
            "sk-ssh-ed25519@openssh.com", "sk-ssh-ed25519@openssh.com", "sk-ecdsa-sha2-nistp256@openssh.com",
            "sk-ecdsa-sha2-nistp256@openssh.com");

    public AuthorizedKey {
        Objects.requireNonNull(options, "options is null");
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(base64, "base64 is null");
        Objects.requireNonNull(comment, "comment is null");
    }

    static boolean isType(String word) {
        return TYPES.containsKey(word);
    }

    /** {@code sshkey_read}: a type, a blob that is one of this type, perhaps a comment. */
    static Optional<AuthorizedKey> parse(KeyOptions options, String text) {
        String[] words = text.split("[ \t]+", 3);
        if (words.length < 2 || !TYPES.containsKey(words[0])) {
            return Optional.empty();
        }
        String type = TYPES.getOrDefault(words[0], "");
        String blob = words[1].strip();
        return wellFormed(type, blob)
                ? Optional.of(new AuthorizedKey(options, type, blob, words.length > 2 ? words[2].strip() : ""))
                        .filter(key -> !type.equals(RSA) || key.bits().orElse(0) >= SHORTEST_RSA)
                : Optional.empty();
    }

    private static boolean wellFormed(String type, String base64) {
        Optional<ByteBuffer> blob = decode(base64);
        if (blob.isEmpty() || !type.equals(part(blob.get()).map(AuthorizedKey::text).orElse(""))) {
            return false;
        }
        for (int parts = parts(type); parts > 0; parts--) {
            if (part(blob.get()).isEmpty()) {
                return false;
            }
        }
        return !blob.get().hasRemaining();
    }

    /** How many parts follow the type in a blob. */
    private static int parts(String type) {
        return switch (type) {
            case "ssh-dss" -> 4;
            case "sk-ecdsa-sha2-nistp256@openssh.com" -> 3;
            case "ssh-ed25519" -> 1;
            default -> 2;
        };
    }

    /** Padding must be there, as for {@code b64_pton}. */
    private static Optional<ByteBuffer> decode(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            return Base64.getEncoder().encodeToString(bytes).equals(base64)
                    ? Optional.of(ByteBuffer.wrap(bytes))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The next of its parts: a length and so many bytes. */
    private static Optional<byte[]> part(ByteBuffer blob) {
        if (blob.remaining() < Integer.BYTES) {
            return Optional.empty();
        }
        int length = blob.getInt();
        if (length < 0 || length > blob.remaining()) {
            return Optional.empty();
        }
        byte[] part = new byte[length];
        blob.get(part);
        return Optional.of(part);
    }

    private static String text(byte[] part) {
        return new String(part, StandardCharsets.ISO_8859_1);
    }

    /** As {@code ssh-keygen -l} prints it. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Its length in bits as {@code ssh-keygen -l} prints it; of RSA keys what RequiredRSASize is compared with. */
    public OptionalInt bits() {
        if (!type.equals(RSA)) {
            String digits = type.replaceFirst(".*nistp", "").replaceAll("[^0-9].*", "");
            return OptionalInt.of(digits.isEmpty() ? 256 : Integer.parseInt(digits));
        }
        ByteBuffer blob = ByteBuffer.wrap(Base64.getDecoder().decode(base64));
        part(blob);
        part(blob);
        return part(blob).map(modulus -> OptionalInt.of(new BigInteger(modulus).bitLength()))
                .orElse(OptionalInt.empty());
    }

    /** Whether it is trusted to sign certificates, and opens nothing by itself. */
    public boolean certAuthority() {
        return options.has("cert-authority");
    }

    /** For messages: {@code ed25519 SHA256:… ops@desk}. */
    @Override
    public String toString() {
        return (type.replaceFirst("^ssh-", "").toLowerCase(Locale.ROOT) + " " + fingerprint() + " " + comment).strip();
    }
}
