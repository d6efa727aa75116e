package dev.bulwarden.remote.mina;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoService;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.Readable;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/** What the library takes for a connection: the two streams of a {@link Served} channel. */
final class ServedIoSession extends AbstractCloseable implements IoSession, Served.Receiver {
    /** Far above what the library's own connections reach. */
    private static final AtomicLong IDS = new AtomicLong(1L << 40);

    private final long id = IDS.getAndIncrement();
    private final IoService service;
    private final IoHandler handler;
    private final Served channel;
    private final SocketAddress address;
    private final Consumer<Long> closed;
    private final Map<Object, Object> attributes = new ConcurrentHashMap<>();

    ServedIoSession(IoService service, IoHandler handler, Served channel, SocketAddress address,
            Consumer<Long> closed) {
        this.service = service;
        this.handler = handler;
        this.channel = channel;
        this.address = address;
        this.closed = closed;
    }

    @Override
    public void received(Buffer buffer) throws Exception {
        handler.messageReceived(this, (Readable) buffer);
    }

    @Override
    public void failed(Exception problem) {
        try {
            handler.exceptionCaught(this, problem);
        } catch (Exception e) {
            problem.addSuppressed(e); // the session is ended next; its own reason is the first
        }
        close(true);
    }

    @Override
    public void ended() {
        close(true);
    }

    /** A copy: the channel would take the session's packet for one of its own and write its header into it. */
    @Override
    public IoWriteFuture writeBuffer(Buffer buffer) throws IOException {
        return channel.write(new ByteArrayBuffer(buffer.getCompactData()));
    }

    @Override
    public long getId() {
        return id;
    }

    @Override
    public @Nullable SocketAddress getAcceptanceAddress() {
        return null;
    }

    @Override
    public SocketAddress getRemoteAddress() {
        return address;
    }

    @Override
    public SocketAddress getLocalAddress() {
        return channel.localAddress();
    }

    @Override
    public @Nullable Object getAttribute(Object key) {
        return attributes.get(key);
    }

    @Override
    public @Nullable Object setAttribute(Object key, Object value) {
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object setAttributeIfAbsent(Object key, Object value) {
        return attributes.putIfAbsent(key, value);
    }

    @Override
    public @Nullable Object removeAttribute(Object key) {
        return attributes.remove(key);
    }

    @Override
    public IoService getService() {
        return service;
    }

    @Override
    public void shutdownOutputStream() {
        channel.endInput();
    }

    /** Nothing: the channel's window holds the peer back. */
    @Override
    public void suspendRead() {}

    @Override
    public void resumeRead() {}

    /** Ends the server's input only: why it ended may still be on its way. {@link Served#finish} closes the channel. */
    @Override
    protected void doCloseImmediately() {
        closed.accept(id);
        channel.endInput();
        try {
            handler.sessionClosed(this);
        } catch (Exception e) {
            throw new IllegalStateException("the library could not take note that a session was closed", e);
        } finally {
            super.doCloseImmediately();
        }
    }
}
