package dev.bulwarden.remote.mina;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * A public host key as it travels: two keys are equal when their SSH wire encodings are.
 *
 * @param type as written inside the encoding, such as {@code ssh-ed25519}
 * @param base64 the encoding, in base64 with padding
 */
public record HostKey(String type, String base64) {
    private static final int LONGEST_TYPE = 64;

    public HostKey {
        Objects.requireNonNull(type, "type is null");
        Objects.requireNonNull(base64, "base64 is null");
    }

    /**
     * The key of a wire encoding (RFC 4253, 6.6): strings and numbers, each after its length, the first of them its type. Empty if the
     * encoding does not begin with a type, or breaks off.
     */
    static Optional<HostKey> of(byte[] encoding) {
        ByteBuffer rest = ByteBuffer.wrap(encoding);
        int first = 0;
        while (rest.remaining() >= Integer.BYTES) {
            int length = rest.getInt();
            if (length < 0 || length > rest.remaining()) {
                return Optional.empty();
            }
            if (rest.position() == Integer.BYTES) {
                first = length;
            }
            rest.position(rest.position() + length);
        }
        if (rest.hasRemaining() || first < 1 || first > LONGEST_TYPE) {
            return Optional.empty();
        }
        String type = new String(encoding, Integer.BYTES, first, StandardCharsets.ISO_8859_1);
        return Optional.of(new HostKey(type, Base64.getEncoder().encodeToString(encoding)));
    }

    /** The key of a base64 field, as in known_hosts; empty if it is none. */
    static Optional<HostKey> ofBase64(String field) {
        try {
            return of(Base64.getDecoder().decode(field));
        } catch (IllegalArgumentException _) {
            return Optional.empty(); // not base64, hence not a key: the caller reports the line
        }
    }

    /** {@code SHA256:…} as ssh-keygen -l prints it. */
    public String fingerprint() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(base64));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
