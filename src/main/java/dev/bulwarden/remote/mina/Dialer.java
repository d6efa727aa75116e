package dev.bulwarden.remote.mina;

import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.remote.RemoteFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;

/** Opens a connection to an endpoint up to the end of key exchange: ports in order, for each the addresses of its name in order. */
final class Dialer {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration KEYS = Duration.ofSeconds(30);

    /** A connection with keys exchanged and the host key admitted, not logged in yet. */
    record Dialled(ClientSession session, Attempt attempt, HostKeyRule rule) {}

    private final SshClient client;

    private static final int ROUNDS = 4;

    Dialer(SshClient client) {
        this.client = client;
    }

    /**
     * The next port is tried where one cannot be connected to, or does not show the host's own key.
     *
     * @param rules the host key rule for a port
     * @throws RemoteFailure what each port said
     */
    Dialled dial(Endpoint endpoint, String user, IntFunction<HostKeyRule> rules)
            throws RemoteFailure, InterruptedException {
        List<InetAddress> addresses = resolve(endpoint);
        var failures = new ConnectFailures(endpoint);
        for (int port : endpoint.ports()) {
            for (InetAddress address : addresses) {
                try {
                    return exchange(endpoint, user, new InetSocketAddress(address, port), rules);
                } catch (IOException e) {
                    failures.add(port, e);
                } catch (NoKeys e) {
                    failures.add(port, e.attempt); // another server may have this port
                    break;
                }
            }
        }
        throw failures.failure();
    }

    /** A connection on which no keys were exchanged, or not with the right host. */
    private static final class NoKeys extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Attempt attempt;

        NoKeys(Attempt attempt) {
            super("no keys exchanged with port " + attempt.address().getPort());
            this.attempt = attempt;
        }
    }

    private static List<InetAddress> resolve(Endpoint endpoint) throws RemoteFailure {
        try {
            List<InetAddress> numeric = new ArrayList<>();
            for (InetAddress address : InetAddress.getAllByName(endpoint.address())) {
                numeric.add(InetAddress.getByAddress(address.getAddress())); // the library would look a name up again
            }
            return numeric;
        } catch (UnknownHostException e) {
            throw ConnectFailures.unknownName(endpoint, e);
        }
    }

    /**
     * A key exchange that breaks down for no reason of the host's is tried once more: the library has a rare race there (its issue 927).
     *
     * @throws IOException if no TCP connection came about
     */
    private Dialled exchange(Endpoint endpoint, String user, InetSocketAddress address, IntFunction<HostKeyRule> rules)
            throws IOException, NoKeys, InterruptedException {
        String principal = endpoint.hostKeyAlias().orElse(endpoint.address());
        Attempt last = null;
        for (int round = 0; round < 2; round++) {
            Attempt attempt = new Attempt(address, principal, rules.apply(address.getPort()));
            ClientSession session = open(attempt, user);
            if (settled(session, attempt)) {
                return new Dialled(session, attempt, attempt.rule());
            }
            last = attempt;
            if (!KeyExchangeFailures.worthAnother(attempt)) {
                break;
            }
        }
        if (last == null) {
            throw new IllegalStateException("no round was made");
        }
        throw new NoKeys(last);
    }

    /**
     * A login's connection over a channel instead of TCP, up to the end of key exchange.
     *
     * @throws IOException if no server came to be
     */
    Dialled over(Endpoint endpoint, String user, Attempt attempt)
            throws IOException, RemoteFailure, InterruptedException {
        ClientSession session = opened(attempt, user);
        if (settled(session, attempt)) {
            return new Dialled(session, attempt, attempt.rule());
        }
        throw KeyExchangeFailures.of(endpoint, attempt);
    }

    /**
     * A peer that closes at once can be gone before the library has a session for the connection; what it said is lost then, so it is asked
     * again.
     */
    private ClientSession open(Attempt attempt, String user) throws IOException, InterruptedException {
        for (int round = 1;; round++) {
            try {
                return opened(attempt, user);
            } catch (IOException e) {
                if (round == ROUNDS || !String.valueOf(e.getMessage()).contains("No session attached")) {
                    throw e;
                }
            }
        }
    }

    private ClientSession opened(Attempt attempt, String user) throws IOException, InterruptedException {
        ConnectFuture future = client.connect(user, attempt.address(), attempt.context(), null);
        try {
            Waiting.until(future, CONNECT);
        } catch (TimeoutException e) {
            future.cancel();
            throw new IOException("no answer in " + CONNECT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            future.cancel();
            throw e;
        }
        if (!future.isConnected()) {
            Throwable problem = future.getException();
            throw problem instanceof IOException e ? e : new IOException(Causes.words(problem), problem);
        }
        return future.getSession();
    }

    private static boolean settled(ClientSession session, Attempt attempt) throws InterruptedException {
        boolean keyed = false;
        try {
            keyed = Waiting.until(attempt.settled(), KEYS);
        } catch (TimeoutException _) {
            attempt.failed(new IOException("nothing came for " + KEYS.toSeconds() + " s"));
        } finally {
            if (!keyed) {
                session.close(true);
            }
        }
        return keyed;
    }
}
