package dev.bulwarden.remote.mina;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.inventory.Secret;
import dev.bulwarden.remote.RemoteFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a login offers. With identity files, those and nothing else, as ssh does with IdentitiesOnly: OpenSSH 9.8 and later
 * penalise failed attempts. Without, what the agent holds and then the usual files that can be used without asking, at most five.
 */
final class Identities {
    private static final int MOST = 5;
    private static final List<String> USUAL = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    private final PrivateKeys keys;
    private final Path home;
    private final @Nullable String agentSocket;

    Identities(SecretReader secrets, Path home, @Nullable String agentSocket) {
        this.keys = new PrivateKeys(secrets);
        this.home = home;
        this.agentSocket = agentSocket;
    }

    /** What is offered, and the agent connection it may need; close it when logged in. */
    record Chosen(List<Identity> identities, @Nullable AgentSocket agent) implements AutoCloseable {
        public Chosen {
            identities = List.copyOf(identities);
        }

        @Override
        public void close() {
            if (agent != null) {
                agent.closeQuietly();
            }
        }
    }

    Chosen choose(Login login) throws RemoteFailure, InterruptedException {
        AgentSocket agent = AgentSocket.open(agentSocket);
        boolean chosen = false;
        try {
            List<Identity> found = login.identityFiles().isEmpty() ? usual(agent) : named(login, agent);
            if (found.isEmpty()) {
                throw refused(Diagnostic.error("no key to log in with as " + login.user())
                        .remedy("set identity_file, or add a key to the agent with ssh-add"));
            }
            chosen = true;
            return new Chosen(found.subList(0, Math.min(MOST, found.size())), agent);
        } finally {
            if (!chosen && agent != null) {
                agent.closeQuietly();
            }
        }
    }

    private List<Identity> named(Login login, @Nullable AgentSocket agent) throws RemoteFailure, InterruptedException {
        List<Identity> found = new ArrayList<>();
        for (String file : login.identityFiles()) {
            found.add(one(Path.of(file), login.passphrase(), agent));
        }
        if (login.certificateFile().isPresent()) {
            found.set(0, certified(found.getFirst(), Path.of(login.certificateFile().get())));
        }
        return found;
    }

    /** The file's own key; where only its public half can be read, the agent's. */
    private Identity one(Path file, Optional<Secret> passphrase, @Nullable AgentSocket agent)
            throws RemoteFailure, InterruptedException {
        if (passphrase.isEmpty() && agent != null) {
            Optional<Identity> held = PublicHalf.of(file).flatMap(key -> inAgent(key, agent));
            if (held.isPresent()) {
                return held.get();
            }
        }
        return new Identity.Held(file.toString(), keys.load(file, passphrase));
    }

    private static Optional<Identity> inAgent(PublicKey key, AgentSocket agent) {
        return agent.identities().stream().filter(i -> KeyUtils.compareKeys(i.publicKey(), key)).findFirst();
    }

    private static Identity certified(Identity identity, Path file) throws RemoteFailure {
        if (!(identity instanceof Identity.Held held)) {
            throw refused(Diagnostic.error("certificate_file with a key of the agent is not in this version")
                    .remedy("give the private key with identity_file"));
        }
        OpenSshCertificate certificate = UserCertificates.load(file, held.pair().getPublic());
        return new Identity.Held(identity.label(), new KeyPair(certificate, held.pair().getPrivate()));
    }

    private List<Identity> usual(@Nullable AgentSocket agent) throws InterruptedException {
        List<Identity> found = new ArrayList<>(agent == null ? List.of() : agent.identities());
        for (String name : USUAL) {
            Path file = home.resolve(".ssh").resolve(name);
            if (Files.isReadable(file)) {
                try {
                    found.add(new Identity.Held(file.toString(), keys.load(file, Optional.empty())));
                } catch (RemoteFailure _) {
                    // nobody asked for this file: one that cannot be used is passed over, as ssh does
                }
            }
        }
        return found;
    }

    static RemoteFailure refused(Diagnostic why) {
        return new RemoteFailure.LoginRefused(why, null);
    }

    static RemoteFailure refused(Diagnostic why, IOException cause) {
        return new RemoteFailure.LoginRefused(why, cause);
    }
}
