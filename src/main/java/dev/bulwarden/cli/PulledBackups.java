package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.plan.Manifest;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.transaction.Backup;
import dev.bulwarden.transaction.Backups;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Copies of hosts' backups on the controller: {@code backups/HOST/TRANSACTION/NUMBER-PATH} in the state folder, mode 0600. */
final class PulledBackups {
    private static final int KEEP = 10;
    private static final int LONGEST_LABEL = 120;

    private PulledBackups() {}

    /** What the files of one transaction were before it, each checked against the digest its manifest names. */
    static Checked<List<Path>> pull(Remote remote, Host host, Path state, Manifest manifest)
            throws RemoteFailure, InterruptedException {
        List<Path> written = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        for (int i = 0; i < manifest.files().size(); i++) {
            if (manifest.files().get(i).before().isPresent()) {
                Path file = state.resolve("backups").resolve(host.name()).resolve(manifest.transaction().text())
                        .resolve((Manifest.FIRST + i) + label(manifest.files().get(i).path()));
                switch (Backups.old(remote, manifest, i)) {
                    case Checked.Rejected<String>(var why) -> problems.addAll(why);
                    case Checked.Accepted<String>(var bytes, var _) -> {
                        try {
                            keep(file, bytes);
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

    /** A reminder of where the file was: of the path a host names only letters, digits, dots, dashes and underscores remain. */
    static String label(String path) {
        String plain = path.substring(1).replaceAll("[^A-Za-z0-9._-]", "_");
        return "-" + plain.substring(Math.max(0, plain.length() - LONGEST_LABEL));
    }

    /** A copy that is here already is never written over: what a host says of the past does not change. */
    private static void keep(Path file, String bytes) throws UserError {
        try {
            if (!Files.exists(file)) {
                PrivateFiles.write(file, bytes, StandardCharsets.ISO_8859_1);
            } else if (!Files.readString(file, StandardCharsets.ISO_8859_1).equals(bytes)) {
                throw new UserError(Diagnostic.error(Place.file(file.toString()),
                        "was copied here before with other content; the backup on the host was changed since")
                        .remedy("keep this copy; to fetch the other one, move this one away first"));
            }
        } catch (IOException e) {
            throw new UserError(Diagnostic.error(Place.file(file.toString()), "cannot be read: " + Inputs.reason(e)));
        }
    }

    /**
     * After a transaction: pulls its backup and prunes old ones on the host.
     *
     * @return why that could not be done; the transaction stands all the same
     */
    static Optional<Diagnostic> after(Connector connector, Host host, Path state, String transaction)
            throws InterruptedException {
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            return switch (Backups.list(remote)) {
                case Checked.Rejected<List<Backup>>(var why) -> Optional.of(why.getFirst());
                case Checked.Accepted<List<Backup>>(var backups, var _) -> {
                    Optional<Manifest> ours = backups.stream().map(Backup::manifest)
                            .filter(m -> m.transaction().text().equals(transaction)).findFirst();
                    Checked<List<Path>> pulled = ours.isEmpty()
                            ? Checked.rejected(Diagnostic.error("the host does not list transaction " + transaction))
                            : pull(remote, host, state, ours.get());
                    Checked<List<TransactionId>> pruned = Backups.prune(remote, backups, KEEP);
                    yield Stream.concat(pulled.diagnostics().stream(), pruned.diagnostics().stream()).findFirst();
                }
            };
        } catch (RemoteFailure e) {
            return Optional.of(e.diagnostic());
        }
    }
}
