package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** Runs one framed script over one exec channel. An interrupt or the end of time closes the channel; the host's own timeout does the rest. */
final class Exec {
    private static final Duration OPEN = Duration.ofSeconds(30);
    /** Over the host's own limit: its KILL comes 5 s late, and sudo may take its time over a password. */
    private static final Duration GRACE = Duration.ofSeconds(20);

    /**
     * How a channel ended.
     *
     * @param status exit status of the channel; null when it ended by a signal or without one
     * @param overflown whether an output was longer than its limit
     * @param timedOut whether we gave up waiting
     */
    record Ended(@Nullable Integer status, FramedOutput out, FramedOutput err, boolean overflown, boolean timedOut) {}

    private Exec() {}

    /**
     * @throws IOException if the host opens no channel, or refuses the exec
     */
    static Ended run(ClientSession session, Invocation invocation, Frame frame, Command command, boolean asRoot)
            throws IOException, InterruptedException {
        SudoConversation sudo = invocation.conversation();
        var closed = new CompletableFuture<Boolean>();
        int limit = command.limits().outputBytes();
        var out = new FramedOutput(frame.start(), limit + frame.overhead(), _ -> {}, () -> closed.complete(false));
        var err = new FramedOutput(frame.start(), limit / 10 + frame.overhead(),
                sudo == null ? _ -> {} : sudo::heard, () -> closed.complete(false));
        ChannelExec channel = open(session, invocation.word(), out, err);
        try {
            channel.addCloseFutureListener(_ -> closed.complete(true));
            byte[] script = frame.text(command, asRoot).getBytes(StandardCharsets.UTF_8);
            Thread.ofVirtual().name("stdin " + command.name()).start(() -> send(channel, sudo, script));
            boolean ended = Waiting.until(closed, command.limits().time().plus(GRACE));
            return new Ended(channel.getExitStatus(), out, err, !ended || out.overflown() || err.overflown(), false);
        } catch (TimeoutException _) {
            return new Ended(null, out, err, false, true);
        } finally {
            if (sudo != null) {
                sudo.ended();
            }
            channel.close(true);
        }
    }

    /** An open channel whose outputs go there. A refusal that passes by itself is waited out. */
    private static ChannelExec open(ClientSession session, String word, FramedOutput out, FramedOutput err)
            throws IOException, InterruptedException {
        var refusal = new ChannelRefusal(session);
        for (;;) {
            ChannelExec channel = channel(session, word);
            boolean opened = false;
            try {
                channel.setOut(out);
                channel.setErr(err);
                OpenFuture future = Waiting.until(channel.open(), OPEN);
                opened = future.isOpened();
                if (opened) {
                    ChannelRefusal.opened(session);
                    return channel;
                }
                Throwable why = future.getException();
                Thread.sleep(refusal.pause(why).orElseThrow(() -> new IOException(Causes.words(why), why)));
            } catch (TimeoutException e) {
                throw new IOException("the host did not open a channel in " + OPEN.toSeconds() + " s", e);
            } finally {
                if (!opened) {
                    channel.close(true);
                }
            }
        }
    }

    /** While a session goes down, which we may not have heard of yet, the library throws what is otherwise thrown for faults of the caller's. */
    private static ChannelExec channel(ClientSession session, String word) throws IOException {
        try {
            return session.createExecChannel(word);
        } catch (IllegalStateException e) {
            if (session.isOpen()) {
                throw e;
            }
            throw new IOException("it is closed", e);
        }
    }

    /** On a thread of its own: the peer need not read before it writes. */
    private static void send(ChannelExec channel, @Nullable SudoConversation sudo, byte[] script) {
        if (sudo != null) {
            channel.addCloseFutureListener(_ -> sudo.ended());
        }
        try (OutputStream in = channel.getInvertedIn()) {
            if (sudo == null || sudo.hold(in)) {
                in.write(script);
            }
        } catch (IOException _) {
            // the command ended without reading all of it; the missing frame says so
        }
    }
}
