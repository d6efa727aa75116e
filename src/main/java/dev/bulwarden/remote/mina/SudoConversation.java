package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Clean;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What passes between us and sudo before sh runs: it asks for the password by our token, or it does not ask. A second question means that
 * the first answer was wrong; there is no second answer. A question that is not ours is never answered.
 */
final class SudoConversation {
    /** How sudo's part ended. */
    enum Said {
        ASKED, ASKED_AGAIN, ASKED_OTHERWISE, READY, HUNG_UP, SILENT
    }

    private static final long SLICE = 250;
    /** A question that nobody answers is one when nothing has come behind it for so long. */
    private static final Duration QUIET = Duration.ofSeconds(4);
    /** From the exec to sudo's question, start-up files of the login included. */
    private static final Duration BEFORE = Duration.ofSeconds(15);
    /** From our answer on: somebody may have to press a button. */
    private static final Duration AFTER = Duration.ofSeconds(60);

    private final String token;
    private final char[] password;
    private final CompletableFuture<Said> first = new CompletableFuture<>();
    private final CompletableFuture<Said> second = new CompletableFuture<>();
    private volatile String text = "";
    private volatile long heardAt = System.nanoTime();
    private volatile Said end = Said.HUNG_UP;

    SudoConversation(String token, char[] password) {
        this.token = token;
        this.password = password.clone();
    }

    /** The prompt sudo is given, but for the name of the account whose password it wants, which it puts behind it between colons. */
    String question() {
        return token + "-password";
    }

    /** What the inner sh prints on standard error when it is there. */
    String ready() {
        return token + "-ready";
    }

    /** Standard error so far. Called on an I/O thread. */
    void heard(String said) {
        text = said;
        heardAt = System.nanoTime();
        if (said.contains(ready())) {
            first.complete(Said.READY);
            second.complete(Said.READY);
        }
        int asked = said.indexOf(question());
        if (asked >= 0) {
            first.complete(Said.ASKED);
            if (said.indexOf(question(), asked + 1) >= 0) {
                second.complete(Said.ASKED_AGAIN);
            }
        }
    }

    /** The channel has ended; nothing more will be said. */
    void ended() {
        first.complete(Said.HUNG_UP);
        second.complete(Said.HUNG_UP);
    }

    /**
     * Answers when asked. Blocks until sudo has decided, or asks something else, or says nothing for too long, or the channel has ended.
     *
     * @return whether sh is there to be sent its script
     */
    boolean hold(OutputStream in) throws IOException, InterruptedException {
        try {
            end = await(first, BEFORE);
            if (end == Said.ASKED) {
                ByteBuffer line = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
                in.write(line.array(), line.arrayOffset(), line.limit());
                in.write('\n');
                in.flush();
                Arrays.fill(line.array(), (byte) 0);
                end = await(second, AFTER);
            }
        } finally {
            Arrays.fill(password, '\0');
        }
        return end == Said.READY;
    }

    private Said await(CompletableFuture<Said> said, Duration most) throws InterruptedException {
        long began = System.nanoTime();
        while (true) {
            try {
                return said.get(SLICE, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                throw new IllegalStateException("this future is only ever completed", e);
            } catch (TimeoutException _) {
                long now = System.nanoTime();
                if (otherQuestion().isPresent() && now - heardAt > QUIET.toNanos()) {
                    return Said.ASKED_OTHERWISE;
                }
                if (now - began > most.toNanos()) {
                    return Said.SILENT;
                }
            }
        }
    }

    /** A question behind the last line's end that is not ours. */
    Optional<String> otherQuestion() {
        String said = text;
        int ours = said.lastIndexOf(question());
        int colon = ours < 0 ? -1 : said.indexOf(':', ours + question().length() + 1);
        String open = said.substring(Math.max(said.lastIndexOf('\n'), Math.max(colon, ours)) + 1);
        String clean = Clean.line(open);
        return (colon < 0 && ours > said.lastIndexOf('\n')) || clean.isEmpty() ? Optional.empty() : Optional.of(clean);
    }

    /** The account whose password sudo asked for; empty: it did not ask. */
    Optional<String> whose() {
        String said = text;
        int from = said.indexOf(question() + ":");
        int to = from < 0 ? -1 : said.indexOf(':', from + question().length() + 1);
        return to < 0 ? Optional.empty() : Optional.of(Clean.line(said.substring(from + question().length() + 1, to)));
    }

    /** How it ended; {@code HUNG_UP} while it goes on. */
    Said end() {
        return end;
    }
}
