package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.plan.Manifest;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.transaction.Backup;
import dev.bulwarden.transaction.Backups;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Copies of hosts' backups on the controller: {@code backups/HOST/TRANSACTION/NUMBER-PATH} in the state folder, mode 0600. */
final class PulledBackups {
    private static final int KEEP = 10;

    private PulledBackups() {}

    /** What the files of one transaction were before it, each checked against the digest its manifest names. */
    static Checked<List<Path>> pull(Remote remote, Host host, Path state, Manifest manifest)
            throws RemoteFailure, InterruptedException {
        List<Path> written = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        for (int i = 0; i < manifest.files().size(); i++) {
            if (manifest.files().get(i).before().isPresent()) {
                Path file = state.resolve("backups").resolve(host.name()).resolve(manifest.transaction())
                        .resolve((Manifest.FIRST + i) + "-"
                                + manifest.files().get(i).path().substring(1).replace('/', '_'));
                switch (Backups.old(remote, manifest, i)) {
                    case Checked.Rejected<String>(var why) -> problems.addAll(why);
                    case Checked.Accepted<String>(var bytes, var _) -> {
                        try {
                            PrivateFiles.write(file, bytes, StandardCharsets.ISO_8859_1);
                            written.add(file);
                        } catch (UserError e) {
                            problems.addAll(e.diagnostics());
                        }
                    }
                }
            }
        }
        return Checked.of(List.copyOf(written), problems);
    }

    /**
     * After a transaction: pulls its backup and prunes old ones on the host.
     *
     * @return why that could not be done; the transaction stands all the same
     */
    static Optional<Diagnostic> after(Connector connector, Host host, Path state, String transaction)
            throws InterruptedException {
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            Checked<List<Path>> pulled = switch (Backups.list(remote)) {
                case Checked.Rejected<List<Backup>>(var why) -> new Checked.Rejected<>(why);
                case Checked.Accepted<List<Backup>>(var backups, var _) -> {
                    Optional<Manifest> ours = backups.stream().map(Backup::manifest)
                            .filter(m -> m.transaction().equals(transaction)).findFirst();
                    yield ours.isEmpty()
                            ? Checked.rejected(Diagnostic.error("the host does not list transaction " + transaction))
                            : pull(remote, host, state, ours.get());
                }
            };
            Backups.prune(remote, KEEP);
            return pulled.diagnostics().stream().findFirst();
        } catch (RemoteFailure e) {
            return Optional.of(e.diagnostic());
        }
    }
}
