package dev.bulwarden.lab;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time codes of six digits and 30 seconds (RFC 6238, HMAC-SHA-1), as pam_oath checks them.
 *
 * @param hexSecret the shared secret, as in {@code /etc/users.oath}
 */
public record Totp(String hexSecret) {
    /** The secret of every lab account that needs codes. */
    public static final Totp LAB = new Totp("3132333435363738393031323334353637383930");

    /** The code at a moment. */
    public String code(Instant at) {
        byte[] counter = ByteBuffer.allocate(Long.BYTES).putLong(at.getEpochSecond() / 30).array();
        byte[] hash = hmac(counter);
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & Integer.MAX_VALUE;
        return String.format("%06d", number % 1_000_000);
    }

    private byte[] hmac(byte[] counter) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(hexSecret), "HmacSHA1"));
            return mac.doFinal(counter);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA1", e);
        }
    }
}
