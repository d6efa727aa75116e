package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Command;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;
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
     * @param timedOut whether we gave up waiting for its end
     * @param unreached whether we gave up waiting for sh: nothing of the script was sent
     */
    record Ended(@Nullable Integer status, FramedOutput out, FramedOutput err, boolean overflown, boolean timedOut,
            boolean unreached) {}

    /** From the exec to sh, the login's start-up files included. */
    private static final Duration REACH = Duration.ofSeconds(15);

    private Exec() {}

    /**
     * @param reached whether a script of this kind has come through this login before; it is set when one has. Before that the script is sent
     *     only when sh has said hello
     * @throws IOException if the host opens no channel, or refuses the exec
     */
    static Ended run(ClientSession session, Invocation invocation, Frame frame, Command command, boolean asRoot,
            AtomicBoolean reached) throws IOException, InterruptedException {
        SudoConversation sudo = invocation.conversation();
        var closed = new CompletableFuture<Boolean>();
        int limit = command.limits().outputBytes();
        var out = new FramedOutput(frame.start(), limit + frame.overhead(), _ -> {}, () -> closed.complete(false));
        var err = new FramedOutput(frame.start(), limit / 10 + frame.overhead(),
                sudo == null ? _ -> {} : sudo::heard, () -> closed.complete(false));
        ChannelExec channel = open(session, invocation.word(), out, err);
        try {
            channel.addCloseFutureListener(_ -> closed.complete(true));
            String rest = frame.rest(command, asRoot);
            var unreached = new AtomicBoolean();
            Thread.ofVirtual().name("stdin " + command.name()).start(() -> {
                if (!send(channel, sudo, frame, rest, out, reached)) {
                    unreached.set(true);
                    closed.complete(true);
                }
            });
            boolean ended = Waiting.until(closed, command.limits().time().plus(GRACE));
            return new Ended(channel.getExitStatus(), out, err, !ended || out.overflown() || err.overflown(), false,
                    unreached.get());
        } catch (TimeoutException _) {
            return new Ended(null, out, err, false, true, false);
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

    /**
     * On a thread of its own: the peer need not read before it writes.
     *
     * @return false: sh was not there in time, and what may be there instead is to be waited for no longer
     */
    private static boolean send(ChannelExec channel, @Nullable SudoConversation sudo, Frame frame, String rest,
            FramedOutput out, AtomicBoolean reached) {
        channel.addCloseFutureListener(_ -> out.began().complete(false));
        if (sudo != null) {
            channel.addCloseFutureListener(_ -> sudo.ended());
        }
        try (OutputStream in = channel.getInvertedIn()) {
            if (sudo != null && !sudo.hold(in)) {
                kill(channel); // to be told that nothing follows, sudo would try once more with nothing, and count that as a failure
                return sudo.end() == SudoConversation.Said.HUNG_UP;
            }
            in.write(bytes(frame.greeting()));
            if (!reached.get()) {
                in.flush();
                if (!Waiting.until(out.began(), REACH) || frame.eaten(out.framed())) {
                    return true; // the channel has ended, or the input does: the missing frame says so
                }
                reached.set(true);
            }
            in.write(bytes(rest));
        } catch (TimeoutException _) {
            return false;
        } catch (IOException _) {
            return true; // the command ended without reading all of it; the missing frame says so
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
        return true;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Ends the login shell and sudo at once, as RFC 4254 section 6.9 has it; OpenSSH lets a login kill what it started. */
    static void kill(ChannelExec channel) throws IOException {
        Buffer request = channel.getSession().createBuffer(SshConstants.SSH_MSG_CHANNEL_REQUEST);
        request.putUInt(channel.getRecipient());
        request.putString("signal");
        request.putBoolean(false);
        request.putString("KILL");
        channel.writePacket(request);
    }
}
