package dev.bulwarden.syntax.keys;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The binary form of revoked keys (PROTOCOL.krl): a head, then sections of a type and a length each. */
final class RevocationList {
    static final String MAGIC = "SSHKRL\n\0";

    private static final int CERTIFICATES = 1;
    private static final int KEYS = 2;
    private static final int SHA1 = 3;
    private static final int SIGNATURE = 4;
    private static final int SHA256 = 5;
    private static final int EXTENSION = 255;

    private final Set<String> blobs = new HashSet<>();
    private final Set<String> digests = new HashSet<>();

    private RevocationList() {}

    /** Of a text that begins with {@link #MAGIC}, one char a byte. */
    static RevokedKeys parse(String text) {
        RevocationList list = new RevocationList();
        Optional<String> broken;
        try {
            broken = list.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (BufferUnderflowException e) {
            broken = Optional.of("the revocation list is cut off");
        }
        return new RevokedKeys(list.blobs, list.digests, broken);
    }

    private Optional<String> read(ByteBuffer rest) {
        rest.position(MAGIC.length());
        if (rest.getInt() != 1) {
            return Optional.of("it is a revocation list of an unknown version");
        }
        rest.getLong(); // number of the list
        rest.getLong(); // when it was made
        rest.getLong(); // flags
        string(rest);
        string(rest);
        while (rest.hasRemaining()) {
            int type = rest.get() & 0xff;
            ByteBuffer section = ByteBuffer.wrap(string(rest));
            switch (type) {
                case KEYS -> strings(section, blobs);
                case SHA1, SHA256 -> strings(section, digests);
                case CERTIFICATES, SIGNATURE, EXTENSION -> {
                }
                default -> {
                    return Optional.of("the revocation list has a section of an unknown kind");
                }
            }
        }
        return Optional.empty();
    }

    private static void strings(ByteBuffer section, Set<String> found) {
        while (section.hasRemaining()) {
            found.add(RevokedKeys.hex(string(section)));
        }
    }

    private static byte[] string(ByteBuffer from) {
        int length = from.getInt();
        if (length < 0 || length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }
}
