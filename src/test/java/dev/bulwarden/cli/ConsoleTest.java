package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.report.Style;
import java.io.IOError;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final Console console = new Console(new PrintWriter(new StringWriter()),
            new PrintWriter(new StringWriter()), Style.PLAIN, true);

    @Test
    void whatIsTypedIsTheAnswer() throws InterruptedException {
        assertThat(console.answer(() -> "yes")).contains("yes");
    }

    @Test
    void anInputThatHasEndedOrATerminalThatIsGoneGivesNone() throws InterruptedException {
        assertThat(console.<String>answer(() -> null)).isEmpty();
        assertThat(console.<String>answer(() -> {
            throw new IOError(new IOException("Input/output error"));
        })).isEmpty();
    }

    @Test
    void whoeverAsksToStopIsNotKeptWaitingForAnAnswer() {
        try (var _ = console.stop().obeyed()) {
            assertThatThrownBy(() -> console.answer(this::neverReads)).isInstanceOf(InterruptedException.class)
                    .hasMessage("stopped by SIGINT");
            assertThatThrownBy(() -> console.answer(() -> "yes")).as("later questions")
                    .isInstanceOf(InterruptedException.class);
        }
    }

    /** As a person who presses Ctrl-C instead of an answer. */
    private @Nullable String neverReads() {
        console.stop().ask("SIGINT");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return null;
    }
}
