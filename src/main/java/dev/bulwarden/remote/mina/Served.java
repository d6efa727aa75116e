package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Command;
import dev.bulwarden.remote.Link;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.BufferedIoOutputStream;
import org.apache.sshd.common.channel.StreamingChannel.Streaming;
import org.apache.sshd.common.io.IoInputStream;
import org.apache.sshd.common.io.IoOutputStream;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** An exec channel at whose far end a script becomes an SSH server. Its outputs are the server's from the {@link Frame}'s begin on. */
final class Served {
    private static final int LOG = 64 << 10;
    private static final int CHUNK = 32 << 10;

    private final ClientSession session;
    private final Command server;
    private final Invocation invocation;
    private final Frame frame;
    private final FramedOutput out;
    private final FramedOutput err;
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private volatile @Nullable ChannelExec channel;
    private volatile @Nullable IoOutputStream in;
    private volatile @Nullable Receiver receiver;

    /** Where the server's output goes. Called on I/O threads. */
    interface Receiver {
        void received(Buffer buffer) throws Exception;

        void failed(Exception problem);

        void ended();
    }

    /** Makes the receiver when the server is about to begin. */
    interface Begun {
        Receiver receiver() throws Exception;
    }

    private interface Sink {
        void take(Buffer buffer) throws Exception;
    }

    Served(ClientSession session, Invocation invocation, Command server) {
        this.session = session;
        this.invocation = invocation;
        this.server = server;
        this.frame = new Frame(Tokens.next());
        SudoConversation sudo = invocation.conversation();
        this.out = new FramedOutput(frame.start(), frame.overhead() + CHUNK, _ -> {}, () -> {});
        this.err = new FramedOutput(frame.start(), frame.overhead() + LOG, sudo == null ? _ -> {} : sudo::heard,
                () -> {});
    }

    /**
     * Opens the channel and starts the script; returns at once.
     *
     * @param failed told once if there will be no server
     */
    void start(Begun begun, Consumer<Throwable> failed) {
        start(begun, failed, new ChannelRefusal(session));
    }

    private void start(Begun begun, Consumer<Throwable> failed, ChannelRefusal refusal) {
        try {
            ChannelExec exec = session.createExecChannel(invocation.word());
            channel = exec;
            exec.setStreaming(Streaming.Async);
            exec.open().addListener(opened -> {
                if (!opened.isOpened()) {
                    exec.close(true);
                    refused(begun, failed, refusal, opened.getException());
                    return;
                }
                ChannelRefusal.opened(session);
                exec.addCloseFutureListener(_ -> ended(failed));
                in = new BufferedIoOutputStream("served", exec.getChannelId(), exec.getAsyncIn(), exec);
                pump(exec.getAsyncOut(), buffer -> output(buffer, begun, failed), this::outputEnded);
                pump(exec.getAsyncErr(), buffer -> {
                    byte[] bytes = buffer.getCompactData();
                    err.write(bytes, 0, bytes.length);
                }, () -> {});
                Thread.ofVirtual().name("stdin " + server.name()).start(this::send);
            });
        } catch (IOException | RuntimeException e) {
            failed.accept(e);
            over.complete(false);
        }
    }

    private void refused(Begun begun, Consumer<Throwable> failed, ChannelRefusal refusal, @Nullable Throwable why) {
        Optional<Duration> pause = refusal.pause(why);
        if (pause.isEmpty()) {
            failed.accept(new IOException(Causes.words(why), why));
            over.complete(false);
            return;
        }
        Thread.ofVirtual().name("open " + server.name()).start(() -> {
            try {
                Thread.sleep(pause.get());
                start(begun, failed, refusal);
            } catch (InterruptedException e) {
                failed.accept(e);
                over.complete(false);
            }
        });
    }

    /** On a thread of its own: sudo may take its time over a password. */
    private void send() {
        SudoConversation sudo = invocation.conversation();
        try {
            if (sudo == null || sudo.hold(new Input())) {
                write(bytes(frame.server(server)));
                return;
            }
            ChannelExec exec = channel;
            if (exec != null) {
                Exec.kill(exec);
            }
            endInput();
        } catch (IOException _) {
            endInput(); // the command ended without reading all of it; the missing frame says so
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            endInput();
        }
    }

    private void output(Buffer buffer, Begun begun, Consumer<Throwable> failed) throws Exception {
        Receiver to = receiver;
        if (to != null) {
            to.received(buffer);
            return;
        }
        byte[] bytes = buffer.getCompactData();
        out.write(bytes, 0, bytes.length);
        String said = out.framed();
        int start = frame.served(said);
        if (start < 0) {
            return;
        }
        try {
            to = begun.receiver();
        } catch (Exception e) {
            failed.accept(e);
            endInput();
            return;
        }
        receiver = to;
        write(bytes(server.data()));
        if (start < said.length()) {
            to.received(bytes(said.substring(start)));
        }
    }

    private static ByteArrayBuffer bytes(String latin1) {
        return new ByteArrayBuffer(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void ended(Consumer<Throwable> failed) {
        SudoConversation sudo = invocation.conversation();
        if (sudo != null) {
            sudo.ended();
        }
        Receiver to = receiver;
        if (to == null) {
            failed.accept(new IOException("the server was never there"));
        } else {
            to.ended();
        }
        over.complete(true);
    }

    private void pump(IoInputStream from, Sink sink, Runnable end) {
        step(from, new ByteArrayBuffer(CHUNK, false), sink, end);
    }

    private void step(IoInputStream from, ByteArrayBuffer buffer, Sink sink, Runnable end) {
        buffer.clear();
        try {
            from.read(buffer).addListener(read -> {
                if (read.getException() != null || read.getRead() < 0) {
                    end.run();
                    return;
                }
                try {
                    sink.take(read.getBuffer());
                } catch (Exception e) {
                    Receiver to = receiver;
                    if (to != null) {
                        to.failed(e);
                    }
                    return;
                }
                step(from, buffer, sink, end);
            });
        } catch (RuntimeException _) {
            end.run(); // the channel was closed between two reads
        }
    }

    private void outputEnded() {
        Receiver to = receiver;
        if (to != null) {
            to.ended();
        }
    }

    /** Queues bytes for the server; never blocks. */
    IoWriteFuture write(Buffer buffer) throws IOException {
        IoOutputStream to = in;
        if (to == null) {
            throw new IOException("the channel is not open");
        }
        return to.writeBuffer(buffer);
    }

    /** The server hears no more, once it has read what is queued. */
    void endInput() {
        IoOutputStream to = in;
        ChannelExec exec = channel;
        if (to != null && exec != null && exec.isOpen()) {
            to.close(false).addListener(_ -> exec.getAsyncIn().close(false));
        }
    }

    /** Whether the server ever was there. */
    boolean begun() {
        return receiver != null;
    }

    /** What was said until now, for {@link Answers}. */
    Exec.Ended said() {
        ChannelExec exec = channel;
        return new Exec.Ended(exec == null ? null : exec.getExitStatus(), out, err, false, false, false);
    }

    /** What the server has said on standard error, its last 64 KiB at most from the beginning; hostile. */
    String log() {
        return frame.read(err.framed()).body();
    }

    Answers answers(Link link) {
        return new Answers(link, server, invocation, frame);
    }

    SocketAddress localAddress() {
        return session.getIoSession().getLocalAddress();
    }

    /** Ends the input, gives the server time to end by itself and to say why, then closes the channel. */
    void finish(Duration patience) throws InterruptedException {
        endInput();
        ChannelExec exec = channel;
        try {
            Waiting.until(over, patience);
        } catch (TimeoutException _) {
            over.complete(false); // closed the hard way; on the host its time limit ends it
        } finally {
            if (exec != null) {
                exec.close(true);
            }
        }
    }

    /** For what sudo is told. */
    private final class Input extends OutputStream {
        @Override
        public void write(int b) throws IOException {
            write(new byte[]{(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            Served.this.write(new ByteArrayBuffer(bytes.clone(), offset, length));
        }
    }
}
