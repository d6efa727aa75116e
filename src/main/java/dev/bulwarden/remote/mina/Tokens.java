package dev.bulwarden.remote.mina;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Words nobody can guess: 128 random bits each. */
final class Tokens {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    /** Letters and digits only, so that no shell sees more than a word in it. */
    static String next() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return "bulwarden" + HexFormat.of().formatHex(bits);
    }
}
