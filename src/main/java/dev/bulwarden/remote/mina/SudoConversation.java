package dev.bulwarden.remote.mina;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * What passes between us and sudo before sh runs: it asks for the password by our token, or it does not ask. A second question means that
 * the first answer was wrong; there is no second answer.
 */
final class SudoConversation {
    private enum Said {
        ASKED, ASKED_AGAIN, READY, HUNG_UP
    }

    private final String token;
    private final char[] password;
    private final CompletableFuture<Said> first = new CompletableFuture<>();
    private final CompletableFuture<Said> second = new CompletableFuture<>();

    SudoConversation(String token, char[] password) {
        this.token = token;
        this.password = password.clone();
    }

    /** The prompt sudo is given. */
    String question() {
        return token + "-password";
    }

    /** What the inner sh prints on standard error when it is there. */
    String ready() {
        return token + "-ready";
    }

    /** Standard error so far. Called on an I/O thread. */
    void heard(String text) {
        if (text.contains(ready())) {
            first.complete(Said.READY);
            second.complete(Said.READY);
        }
        int asked = text.indexOf(question());
        if (asked >= 0) {
            first.complete(Said.ASKED);
            if (text.indexOf(question(), asked + 1) >= 0) {
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
     * Answers when asked. Blocks until sudo has decided or the channel has ended.
     *
     * @return whether sh is there to be sent its script
     */
    boolean hold(OutputStream in) throws IOException {
        try {
            if (first.join() == Said.ASKED) {
                ByteBuffer line = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
                in.write(line.array(), line.arrayOffset(), line.limit());
                in.write('\n');
                in.flush();
                Arrays.fill(line.array(), (byte) 0);
            }
        } finally {
            Arrays.fill(password, '\0');
        }
        return second.join() == Said.READY;
    }

    /** Whether sudo has asked, and asked again. */
    boolean refused() {
        return second.getNow(Said.HUNG_UP) == Said.ASKED_AGAIN;
    }
}
