package dev.bulwarden.remote.mina;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * One output of a command: drops what comes before the first mark but for its last 8 KiB, keeps the rest up to a limit. Never blocks, as
 * the library writes to it on an I/O thread.
 */
final class FramedOutput extends OutputStream {
    private static final int TAIL = 8 << 10;

    private final String start;
    private final int limit;
    private final Consumer<String> noise;
    private final Runnable overflow;
    private final CompletableFuture<Boolean> began = new CompletableFuture<>();
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private String before = "";
    private boolean framed;
    private boolean overflown;

    /**
     * @param limit the most bytes to keep from the first mark on
     * @param noise told the last of what came before the first mark, each time more of it comes
     * @param overflow run once when the limit is passed
     */
    FramedOutput(String start, int limit, Consumer<String> noise, Runnable overflow) {
        this.start = start;
        this.limit = limit;
        this.noise = noise;
        this.overflow = overflow;
    }

    @Override
    public void write(int b) {
        write(new byte[]{(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (framed) {
            keep(bytes, offset, length);
            return;
        }
        String seen = before + new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
        int mark = seen.indexOf(start);
        if (mark < 0) {
            before = seen.substring(Math.max(0, seen.length() - TAIL));
            noise.accept(before);
            return;
        }
        framed = true;
        before = seen.substring(0, mark);
        byte[] rest = seen.substring(mark).getBytes(StandardCharsets.ISO_8859_1);
        keep(rest, 0, rest.length);
        began.complete(true);
    }

    /** Done when the first mark has come; it never fails. */
    CompletableFuture<Boolean> began() {
        return began;
    }

    private void keep(byte[] bytes, int offset, int length) {
        int fits = Math.min(length, limit - kept.size());
        kept.write(bytes, offset, fits);
        if (fits < length && !overflown) {
            overflown = true;
            overflow.run();
        }
    }

    /** The last of what came before the first mark. */
    synchronized String before() {
        return before;
    }

    /** What came from the first mark on. */
    synchronized String framed() {
        return kept.toString(StandardCharsets.ISO_8859_1);
    }

    synchronized boolean overflown() {
        return overflown;
    }
}
