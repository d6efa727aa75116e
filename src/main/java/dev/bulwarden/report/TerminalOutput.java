package dev.bulwarden.report;

import dev.bulwarden.command.Clean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/**
 * What everything the program says goes through, whoever says it: bytes of UTF-8, in which only line ends, tabs and what {@link Style} sealed
 * reach the other side as they are. Every other control or hidden character is spelled out, as {@link Clean#escape} does, and a byte that is
 * no UTF-8 as {@code \xHH}. The spelling of what may stand in JSON is JSON's. Safe for many threads.
 */
public final class TerminalOutput extends OutputStream {
    private static final byte[] SEALED = Style.SEALED.getBytes(StandardCharsets.US_ASCII);

    private final OutputStream to;
    /** The beginning of a character or a seal whose rest is still to come. */
    private byte[] pending = new byte[0];

    /** @param to closed with this */
    public TerminalOutput(OutputStream to) {
        this.to = Objects.requireNonNull(to, "to is null");
    }

    @Override
    public synchronized void write(int b) throws IOException {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) throws IOException {
        byte[] all = Arrays.copyOf(pending, pending.length + length);
        System.arraycopy(bytes, offset, all, pending.length, length);
        to.write(clean(all, false));
    }

    /** What is incomplete waits for its rest. */
    @Override
    public synchronized void flush() throws IOException {
        to.flush();
    }

    @Override
    public synchronized void close() throws IOException {
        to.write(clean(pending, true));
        to.close();
    }

    private byte[] clean(byte[] all, boolean last) {
        ByteArrayOutputStream clean = new ByteArrayOutputStream(all.length + 16);
        int at = 0;
        while (at < all.length) {
            int used = one(all, at, clean, last);
            if (used == 0) {
                break;
            }
            at += used;
        }
        pending = Arrays.copyOfRange(all, at, all.length);
        return clean.toByteArray();
    }

    /** Writes one character; gives how many bytes it took, 0: its rest is missing. */
    private static int one(byte[] all, int at, ByteArrayOutputStream clean, boolean last) {
        int first = all[at] & 0xff;
        if (first == Style.ESCAPE) {
            int same = Arrays.mismatch(all, at, Math.min(all.length, at + SEALED.length), SEALED, 0, SEALED.length);
            if (same < 0) {
                clean.write(Style.ESCAPE);
                return SEALED.length;
            }
            if (same == all.length - at && !last) {
                return 0;
            }
        }
        if (first < 0x80) {
            character(first, clean);
            return 1;
        }
        int length = first < 0xc2 || first > 0xf4 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
        int there = 1;
        while (there < length && at + there < all.length && (all[at + there] & 0xc0) == 0x80) {
            there++;
        }
        if (there < length && at + there == all.length && !last) {
            return 0;
        }
        byte[] bytes = Arrays.copyOfRange(all, at, at + there);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (length == 1 || !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            clean.writeBytes(String.format("\\x%02x", first).getBytes(StandardCharsets.US_ASCII));
            return 1;
        }
        character(text.codePointAt(0), clean);
        return there;
    }

    private static void character(int c, ByteArrayOutputStream clean) {
        if (c != '\n' && c != '\t' && Clean.hostile(c)) {
            clean.writeBytes(Clean.escape(c).getBytes(StandardCharsets.US_ASCII));
        } else if (c < 0x80) {
            clean.write(c);
        } else {
            clean.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
        }
    }
}
