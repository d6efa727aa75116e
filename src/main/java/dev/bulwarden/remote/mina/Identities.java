package dev.bulwarden.remote.mina;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.inventory.Secret;
import dev.bulwarden.remote.RemoteFailure;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.jspecify.annotations.Nullable;

/**
 * Chooses what a login offers, in which order. With identity files, those and nothing else, as ssh does with IdentitiesOnly: OpenSSH 9.8 and
 * later penalise failed attempts. Without, first the agent's keys whose public half lies in {@code ~/.ssh}, then what else the agent
 * holds, then the usual files that can be used without asking: the order of pubkey_prepare in OpenSSH's sshconnect2.c. Nothing is left
 * out silently; a host that ends the login before the last key says so, and {@link LoginFailures} says which were not reached.
 */
final class Identities {
    /** As ssh knows them, those we would rather use first. */
    private static final List<String> USUAL = List.of("id_ed25519", "id_ed25519_sk", "id_ecdsa", "id_ecdsa_sk",
            "id_rsa");

    private final PrivateKeys keys;
    private final Path folder;
    private final @Nullable String agentSocket;

    Identities(SecretReader secrets, Path home, @Nullable String agentSocket) {
        this.keys = new PrivateKeys(secrets);
        this.folder = home.resolve(".ssh");
        this.agentSocket = agentSocket;
    }

    /**
     * What is offered, and the agent connection it may need; close it when logged in.
     *
     * @param notes what could not be offered and why; for the message of a login that fails
     */
    record Chosen(List<Identity> identities, List<String> notes, @Nullable AgentSocket agent) implements AutoCloseable {
        public Chosen {
            identities = List.copyOf(identities);
            notes = List.copyOf(notes);
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
            List<String> notes = new ArrayList<>();
            List<Identity.InAgent> held = held(agent, notes);
            List<Identity> found = login.identityFiles().isEmpty() ? usual(held, notes) : named(login, held);
            if (found.isEmpty()) {
                String why = notes.isEmpty() ? "" : ": " + String.join("; ", notes);
                throw refused(Diagnostic.error("no key to log in with as " + login.user() + why)
                        .remedy("set identity_file, or add a key to the agent with ssh-add"));
            }
            chosen = true;
            return new Chosen(found, notes, agent);
        } finally {
            if (!chosen && agent != null) {
                agent.closeQuietly();
            }
        }
    }

    private List<Identity.InAgent> held(@Nullable AgentSocket agent, List<String> notes) {
        if (agent == null) {
            if (agentSocket != null && !agentSocket.isEmpty()) {
                notes.add("no agent answers at " + agentSocket);
            }
            return List.of();
        }
        try {
            AgentSocket.Listing listing = agent.listing();
            if (listing.unknown() > 0) {
                notes.add(listing.unknown() + (listing.unknown() == 1 ? " key" : " keys")
                        + " of the agent cannot be read by this program");
            }
            return listing.keys();
        } catch (IOException e) {
            notes.add("the agent at " + agentSocket + " fails: " + Causes.words(e));
            return List.of();
        }
    }

    private List<Identity> named(Login login, List<Identity.InAgent> held) throws RemoteFailure, InterruptedException {
        List<Identity> found = new ArrayList<>();
        Optional<Path> certificate = login.certificateFile().map(Path::of);
        for (String file : login.identityFiles()) {
            Identity identity = one(Path.of(file), login.passphrase(), held);
            if (certificate.isPresent()) {
                found.add(identity.with(UserCertificates.load(certificate.get(), identity.plainKey())));
                certificate = Optional.empty(); // it belongs to the first
            }
            found.addAll(certified(identity, Path.of(file), held));
            found.add(identity);
        }
        return found;
    }

    /** The file's own key; where its public half is the agent's too, the agent's, which needs no passphrase. */
    private Identity one(Path file, Optional<Secret> passphrase, List<Identity.InAgent> held)
            throws RemoteFailure, InterruptedException {
        if (passphrase.isEmpty()) {
            Optional<Identity.InAgent> signs = PublicHalf.of(file).flatMap(key -> plain(key, held));
            if (signs.isPresent()) {
                return signs.get();
            }
        }
        return new Identity.Held(file.toString(), keys.load(file, passphrase));
    }

    private static Optional<Identity.InAgent> plain(PublicKey key, List<Identity.InAgent> held) {
        return held.stream().filter(i -> KeyUtils.compareKeys(i.publicKey(), key)).findFirst();
    }

    /** The same key behind the certificates at hand: the file beside it that ssh would take, and those the agent holds. */
    private static List<Identity> certified(Identity identity, Path file, List<Identity.InAgent> held) {
        List<Identity> found = new ArrayList<>();
        UserCertificates.beside(file, identity.plainKey()).ifPresent(c -> found.add(identity.with(c)));
        held.stream().filter(i -> i.publicKey() instanceof OpenSshCertificate)
                .filter(i -> KeyUtils.compareKeys(i.plainKey(), identity.plainKey())).forEach(found::add);
        return found;
    }

    private List<Identity> usual(List<Identity.InAgent> held, List<String> notes) throws InterruptedException {
        Set<Identity> found = new LinkedHashSet<>();
        for (PublicKey ours : publicHalves()) {
            held.stream().filter(i -> KeyUtils.compareKeys(i.plainKey(), ours)).forEach(found::add);
        }
        found.addAll(held);
        for (String name : USUAL) {
            Path file = folder.resolve(name);
            if (Files.isReadable(file) && PublicHalf.of(file).flatMap(key -> plain(key, held)).isEmpty()) {
                try {
                    Identity identity = new Identity.Held(file.toString(), keys.load(file, Optional.empty()));
                    found.addAll(certified(identity, file, List.of()));
                    found.add(identity);
                } catch (RemoteFailure e) {
                    // nobody asked for this file: one that cannot be used is passed over, as ssh does; a failing login tells
                    notes.add(file + ": " + e.diagnostic().message());
                }
            }
        }
        return List.copyOf(found);
    }

    /** Of the keys in {@code ~/.ssh}: the usual names first, then the others by name. */
    private List<PublicKey> publicHalves() {
        Set<Path> files = new LinkedHashSet<>(USUAL.stream().map(name -> folder.resolve(name + ".pub")).toList());
        try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, "*.pub")) {
            List<Path> sorted = new ArrayList<>();
            others.forEach(sorted::add);
            sorted.sort(null);
            files.addAll(sorted);
        } catch (IOException | DirectoryIteratorException _) {
            return List.of(); // no such folder, or not ours to read: then it orders nothing
        }
        return files.stream().flatMap(file -> PublicHalf.of(file).stream()).toList();
    }

    static RemoteFailure refused(Diagnostic why) {
        return new RemoteFailure.LoginRefused(why, null);
    }
}
