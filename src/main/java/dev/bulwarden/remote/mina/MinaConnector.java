package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Command;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Link;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.remote.Spoken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** Opens logins over one client, shared by all hosts of a run. Close it before the program ends: that wipes the secrets it was given. */
public final class MinaConnector implements Connector {
    private static final Duration LOGIN = Duration.ofSeconds(60);

    private final SshClient client;
    private final Dialer dialer;
    private final KnownHostsFiles knownHosts;
    private final Identities identities;
    private final SecretReader secrets;

    /**
     * @param secrets where passphrases and passwords come from; closed with this
     * @param home the operator's home folder, for the usual identity files
     * @param agentSocket path of the agent's socket (SSH_AUTH_SOCK), or null where there is none
     */
    public MinaConnector(SecretReader secrets, Path home, @Nullable String agentSocket) {
        this.client = Clients.start();
        this.dialer = new Dialer(client);
        this.knownHosts = new KnownHostsFiles();
        this.secrets = secrets;
        this.identities = new Identities(secrets, home, agentSocket);
    }

    @Override
    public Remote connect(Endpoint endpoint, Login login) throws RemoteFailure, InterruptedException {
        KnownHosts known = knownHosts.read(endpoint.knownHosts());
        try (Identities.Chosen chosen = identities.choose(login)) {
            Dialer.Dialled dialled = dialer.dial(endpoint, login.user(),
                    port -> new HostKeyCheck(known, KnownName.of(endpoint, port)));
            ClientSession session = dialled.session();
            boolean in = false;
            try {
                authenticate(endpoint, login, dialled, chosen);
                in = true;
            } finally {
                if (!in) {
                    session.close(true);
                }
            }
            return new MinaRemote(session, link(login, dialled), login, secrets);
        }
    }

    @Override
    public Spoken spoken() {
        return Algorithms.spoken();
    }

    @Override
    public Remote connectOver(Remote outer, Command server, Endpoint endpoint, Login login)
            throws RemoteFailure, InterruptedException {
        MinaRemote way = switch (outer) {
            case MinaRemote remote -> remote;
            default -> throw new IllegalArgumentException("not a login of this connector");
        };
        KnownHosts known = knownHosts.read(endpoint.knownHosts());
        int port = endpoint.ports().contains(way.link().port()) ? way.link().port() : endpoint.ports().getFirst();
        try (Identities.Chosen chosen = identities.choose(login)) {
            for (boolean again = true;; again = false) {
                Served channel = way.serve(server);
                var rule = new HostKeyCheck(known, KnownName.of(endpoint, port));
                try {
                    return over(way, channel, endpoint, login, rule, port, chosen);
                } catch (RemoteFailure.Unreachable e) {
                    // the library's rare race, see Dialer: a server that ends by itself says why
                    if (!again || !channel.begun() || !ServerLog.reason(channel.log()).isEmpty()) {
                        throw e;
                    }
                }
            }
        }
    }

    private Remote over(MinaRemote way, Served channel, Endpoint endpoint, Login login, HostKeyRule rule, int port,
            Identities.Chosen chosen) throws RemoteFailure, InterruptedException {
        boolean in = false;
        try {
            Dialer.Dialled dialled = over(way, channel, endpoint, login, rule, port);
            try {
                authenticate(endpoint, login, dialled, chosen);
                in = true;
            } finally {
                if (!in) {
                    dialled.session().close(true);
                }
            }
            return new ServedRemote(new MinaRemote(dialled.session(), link(login, dialled), login, secrets), channel);
        } catch (RemoteFailure e) {
            throw channel.begun() ? ServedRemote.explained(e, channel) : e;
        } finally {
            if (!in) {
                channel.finish(Duration.ZERO);
            }
        }
    }

    private Dialer.Dialled over(MinaRemote way, Served channel, Endpoint endpoint, Login login, HostKeyRule rule,
            int port) throws RemoteFailure, InterruptedException {
        try {
            var address = new InetSocketAddress(InetAddress.ofLiteral(way.link().address()), port);
            return dialer.over(endpoint, login.user(),
                    new Attempt(address, endpoint.hostKeyAlias().orElse(endpoint.address()), rule, channel));
        } catch (IOException e) {
            channel.finish(Duration.ZERO);
            channel.answers(way.link()).of(channel.said());
            throw new RemoteFailure.Unreachable(Diagnostic.error("no server came to be: " + Causes.words(e)), e);
        }
    }

    /** The service behind {@code bulwarden trust}, over the same client. */
    public Trust trust() {
        return new Trust(dialer, knownHosts);
    }

    private static void authenticate(Endpoint endpoint, Login login, Dialer.Dialled dialled, Identities.Chosen chosen)
            throws RemoteFailure, InterruptedException {
        Offers offers = Offers.to(dialled.session(), chosen.identities());
        Throwable problem;
        try {
            AuthFuture future = Waiting.until(dialled.session().auth(), LOGIN);
            if (future.isSuccess()) {
                return;
            }
            problem = future.getException();
        } catch (TimeoutException _) {
            problem = new IOException("no answer in " + LOGIN.toSeconds() + " s");
        } catch (IOException e) {
            problem = e;
        }
        throw LoginFailures.of(endpoint, login, dialled.attempt(), offers, chosen.notes(), problem);
    }

    private static Link link(Login login, Dialer.Dialled dialled) {
        if (!(dialled.rule() instanceof HostKeyCheck check)) {
            throw new IllegalStateException("logged in without a host key check");
        }
        HostKey key = check.shown().orElseThrow(() -> new IllegalStateException("logged in without a host key"));
        var address = dialled.attempt().address();
        return new Link(login.user(), address.getAddress().getHostAddress(), address.getPort(), key.type(),
                key.fingerprint(), Offers.of(dialled.session()).taken(), check.pinned());
    }

    @Override
    public void close() {
        client.stop();
        secrets.close();
    }
}
