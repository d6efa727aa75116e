package dev.bulwarden.remote.mina;

import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.remote.RemoteFailure;
import java.io.IOException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.OpenSshCertificate;

/** Learns the host keys of an endpoint without logging in, and pins them. */
public final class Trust {
    /** No login is tried, so that only {@code none}-authentication penalties (1 s each, OpenSSH 9.8 and later) are earned. */
    private static final String NOBODY = "bulwarden-trust";

    private final Dialer dialer;
    private final KnownHostsFiles files;

    Trust(Dialer dialer, KnownHostsFiles files) {
        this.dialer = dialer;
        this.files = files;
    }

    /**
     * One key a host shows, and what known_hosts says of it today.
     *
     * @param name under which it is looked up and pinned
     */
    public record Shown(KnownName name, HostKey key, Verdict verdict) {}

    /**
     * The keys the host shows, one a type, ed25519 first; one connection each.
     *
     * @throws RemoteFailure if it cannot be reached, or known_hosts not be read
     */
    public List<Shown> shown(Endpoint endpoint) throws RemoteFailure, InterruptedException {
        KnownHosts known = files.read(endpoint.knownHosts());
        List<Shown> all = new ArrayList<>();
        List<String> left = new ArrayList<>(Algorithms.HOST_KEYS);
        while (!left.isEmpty()) {
            Asked asked = ask(endpoint, left);
            HostKey key = asked.rule.key()
                    .orElseThrow(() -> new IllegalStateException("keys exchanged without a host key"));
            KnownName name = KnownName.of(endpoint, asked.port);
            all.add(new Shown(name, key, known.judge(name, key)));
            left.removeIf(a -> Algorithms.keyType(a).equals(key.type()) || !asked.offered.contains(a));
        }
        return all;
    }

    private record Asked(Show rule, int port, List<String> offered) {}

    private Asked ask(Endpoint endpoint, List<String> algorithms) throws RemoteFailure, InterruptedException {
        Dialer.Dialled dialled = dialer.dial(endpoint, NOBODY, _ -> new Show(List.copyOf(algorithms)));
        dialled.session().close(true);
        Attempt attempt = dialled.attempt();
        return new Asked((Show) dialled.rule(), attempt.address().getPort(), attempt.offered());
    }

    /**
     * Appends keys to the endpoint's first known_hosts file; those already trusted are left out.
     *
     * @throws IOException if that file cannot be written
     */
    public void pin(Endpoint endpoint, List<Shown> keys) throws IOException {
        List<String> lines = keys.stream().filter(s -> !(s.verdict() instanceof Verdict.Trusted))
                .map(s -> s.name().text() + " " + s.key().type() + " " + s.key().base64()).toList();
        if (!lines.isEmpty()) {
            files.append(endpoint.knownHosts().getFirst(), lines);
        }
    }

    /** Takes whatever is shown; the session is closed before anything is sent over it. */
    private static final class Show implements HostKeyRule {
        private final List<String> algorithms;
        private volatile Optional<HostKey> key = Optional.empty();

        Show(List<String> algorithms) {
            this.algorithms = algorithms;
        }

        @Override
        public List<String> algorithms() {
            return algorithms;
        }

        @Override
        public boolean admits(PublicKey shown) {
            PublicKey plain = shown instanceof OpenSshCertificate certificate ? certificate.getCertPubKey() : shown;
            key = Optional.of(HostKeyCheck.hostKey(plain));
            return true;
        }

        Optional<HostKey> key() {
            return key;
        }
    }
}
