package dev.bulwarden.remote.mina;

import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.io.DefaultIoConnectFuture;
import org.apache.sshd.common.io.IoConnectFuture;
import org.apache.sshd.common.io.IoConnector;
import org.apache.sshd.common.io.IoHandler;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.io.IoSession;
import org.apache.sshd.common.util.closeable.AbstractCloseable;
import org.jspecify.annotations.Nullable;

/** A client whose connections run over TCP, or where their {@link Attempt} says so, over a {@link Served} channel. */
final class ServedClient extends SshClient {
    @Override
    protected IoConnector createConnector() {
        return new Connector(super.createConnector(), getSessionFactory());
    }

    private static final class Connector extends AbstractCloseable implements IoConnector {
        private final IoConnector tcp;
        private final IoHandler handler;
        private final Map<Long, IoSession> served = new ConcurrentHashMap<>();

        Connector(IoConnector tcp, IoHandler handler) {
            this.tcp = tcp;
            this.handler = handler;
        }

        @Override
        public IoConnectFuture connect(SocketAddress address, @Nullable AttributeRepository context,
                @Nullable SocketAddress local) {
            Served channel = Attempt.served(context);
            if (channel == null || context == null) {
                return tcp.connect(address, context, local);
            }
            var future = new DefaultIoConnectFuture(address, null);
            channel.start(() -> {
                var session = new ServedIoSession(this, handler, channel, address, served::remove);
                session.setAttribute(AttributeRepository.class, context);
                served.put(session.getId(), session);
                handler.sessionCreated(session);
                future.setSession(session);
                return session;
            }, future::setException);
            return future;
        }

        @Override
        public Map<Long, IoSession> getManagedSessions() {
            var all = new HashMap<>(tcp.getManagedSessions());
            all.putAll(served);
            return all;
        }

        @Override
        public IoServiceEventListener getIoServiceEventListener() {
            return tcp.getIoServiceEventListener();
        }

        @Override
        public void setIoServiceEventListener(IoServiceEventListener listener) {
            tcp.setIoServiceEventListener(listener);
        }

        @Override
        protected void doCloseImmediately() {
            served.values().forEach(session -> session.close(true));
            tcp.close(true);
            super.doCloseImmediately();
        }
    }
}
