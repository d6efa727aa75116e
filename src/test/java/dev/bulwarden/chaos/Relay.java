package dev.bulwarden.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between a controller and a host: relays TCP, and fails as networks do. Not what it relays, only whether. */
final class Relay implements AutoCloseable {
    /** What the network does. */
    enum State {
        /** Carries everything. */
        CLEAR,
        /** Connections that stand carry on; new ones are reset. */
        WALLED,
        /** All connections are reset, new ones too. */
        CUT,
        /** Nothing arrives at either end, and nobody is told. */
        SILENT,
        /** What the controller sends does not arrive. */
        SILENT_TO_HOST,
        /** What the host sends does not arrive. */
        SILENT_FROM_HOST;

        private boolean carries(boolean toHost) {
            return switch (this) {
                case CLEAR, WALLED, CUT -> true;
                case SILENT -> false;
                case SILENT_TO_HOST -> !toHost;
                case SILENT_FROM_HOST -> toHost;
            };
        }
    }

    private static final int CONNECT_IN_MILLISECONDS = 5000;

    private final List<ServerSocket> doors = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object change = new Object();
    private State state = State.CLEAR;
    private String host;

    /**
     * Listens.
     *
     * @param address of this machine, where the host seems to be
     * @param ports the same on both sides
     * @param host address of the real one
     */
    Relay(String address, List<Integer> ports, String host) {
        this.host = host;
        try {
            for (int port : ports) {
                ServerSocket door = new ServerSocket(port, 64, InetAddress.ofLiteral(address));
                doors.add(door);
                Thread.ofPlatform().daemon().start(() -> welcome(door));
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(address + " " + ports, e);
        }
    }

    /** From now on the network does this. */
    void become(State next) {
        synchronized (change) {
            state = next;
            change.notifyAll();
        }
        if (next == State.CUT) {
            reset();
        }
    }

    /** Both ends of every connection that stands are told that it is gone. */
    void reset() {
        open.forEach(this::reset);
    }

    /** New connections go to another address. */
    void moveTo(String address) {
        synchronized (change) {
            host = address;
        }
    }

    private void welcome(ServerSocket door) {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                open.add(near);
                Thread.ofPlatform().daemon().start(() -> serve(near, door.getLocalPort()));
            } catch (IOException _) {
                // closed; or a connection that was gone before it was accepted
            }
        }
    }

    private void serve(Socket near, int port) {
        Socket far = new Socket();
        open.add(far);
        try {
            awaitCarried(true);
            awaitCarried(false);
            if (refuses()) {
                throw new IOException("refused");
            }
            far.connect(new InetSocketAddress(InetAddress.ofLiteral(host()), port), CONNECT_IN_MILLISECONDS);
            Thread back = Thread.ofPlatform().daemon().start(() -> pump(far, near, false));
            pump(near, far, true);
            back.join();
        } catch (IOException _) {
            // as for any client: the connection is reset
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            reset(near);
            reset(far);
        }
    }

    private void pump(Socket from, Socket to, boolean toHost) {
        byte[] bytes = new byte[16384];
        try {
            for (int count = from.getInputStream().read(bytes); count >= 0; count = from.getInputStream().read(bytes)) {
                awaitCarried(toHost);
                to.getOutputStream().write(bytes, 0, count);
            }
            awaitCarried(toHost);
            to.shutdownOutput();
        } catch (IOException _) {
            awaitCarriedQuietly(toHost);
            reset(from);
            reset(to);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A reset, too, does not get through a silent network. */
    private void awaitCarriedQuietly(boolean toHost) {
        try {
            awaitCarried(toHost);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitCarried(boolean toHost) throws InterruptedException {
        synchronized (change) {
            while (!state.carries(toHost)) {
                change.wait();
            }
        }
    }

    private boolean refuses() {
        synchronized (change) {
            return state == State.CUT || state == State.WALLED;
        }
    }

    private String host() {
        synchronized (change) {
            return host;
        }
    }

    private void reset(Socket socket) {
        open.remove(socket);
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException _) {
            // it is closed
        }
    }

    @Override
    public void close() {
        for (ServerSocket door : doors) {
            try {
                door.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        become(State.CUT);
    }
}
