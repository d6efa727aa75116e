package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.plan.Manifest;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.report.ProbeReport;
import dev.bulwarden.report.ProbeReport.Finding;
import dev.bulwarden.report.Printable;
import dev.bulwarden.report.Report;
import dev.bulwarden.transaction.Backup;
import dev.bulwarden.transaction.Backups;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwarden backups}: what transactions left on hosts. */
@Command(name = "backups", mixinStandardHelpOptions = true, description = "Lists, fetches or prunes the backups on hosts.")
final class BackupsCommand implements Callable<Integer> {
    private final Console console;
    @Mixin
    private final HostOptions hosts = new HostOptions();
    @Mixin
    private final OutputOptions output = new OutputOptions();
    @Parameters(index = "0", paramLabel = "list|fetch|prune", description = "fetch copies them into the state folder here")
    private Verb verb = Verb.LIST;
    @Parameters(index = "1", arity = "0..1", paramLabel = "PATTERN", defaultValue = "all", description = "which hosts; default: all")
    private String pattern = "all";
    @Option(names = "--keep", paramLabel = "N", defaultValue = "10", description = "prune all but the newest N; the first one is always kept; default: ${DEFAULT-VALUE}")
    private int keep = 10;

    /** What to do with them. */
    enum Verb {
        LIST, FETCH, PRUNE
    }

    BackupsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        output.begin();
        if (keep < 1) {
            throw new UserError(Diagnostic.error("--keep must be at least 1"));
        }
        var selected = Selection.of(new Inputs(console).inventory(hosts), new HostPattern(pattern), hosts);
        Path state = StateFolder.open(System.getenv());
        try (Connector connector = Wiring.connector()) {
            var results = new ReadRun(console, output.json(), hosts.forks(64)).run(selected,
                    h -> one(connector, state, h),
                    f -> f.problem().isPresent());
            return output.end(console, new ProbeReport("backups " + verb.name().toLowerCase(Locale.ROOT), results));
        }
    }

    private Finding one(Connector connector, Path state, Host host) throws InterruptedException {
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            return switch (verb) {
                case LIST -> listed(Backups.list(remote));
                case PRUNE -> pruned(Backups.prune(remote, keep));
                case FETCH -> switch (Backups.list(remote)) {
                    case Checked.Rejected<List<Backup>>(var why) -> Finding.failed(why.getFirst());
                    case Checked.Accepted<List<Backup>>(var backups, var _) -> fetched(remote, host, state, backups);
                };
            };
        } catch (RemoteFailure e) {
            return Finding.failed(e.diagnostic());
        }
    }

    private static Finding listed(Checked<List<Backup>> backups) {
        return switch (backups) {
            case Checked.Rejected<List<Backup>>(var why) -> Finding.failed(why.getFirst());
            case Checked.Accepted<List<Backup>>(var all, var _) -> {
                var data = Report.object();
                var array = data.putArray("backups");
                StringBuilder text = new StringBuilder(all.isEmpty() ? "no backups" : "");
                for (Backup backup : all) {
                    Manifest manifest = backup.manifest();
                    String files = String.join(" ",
                            manifest.files().stream().map(Manifest.Change::path).map(Printable::line).toList());
                    text.append("\n  ").append(manifest.transaction().text()).append("  ").append(backup.verdict())
                            .append("  ")
                            .append(Printable.line(manifest.operator())).append("  ").append(files)
                            .append(manifest.reason().isEmpty()
                                    ? ""
                                    : "  \"" + Printable.line(manifest.reason()) + "\"")
                            .append(manifest.folded().isEmpty()
                                    ? ""
                                    : "  with what " + manifest.folded().size() + " pruned after it did");
                    var node = array.addObject().put("transaction", manifest.transaction().text())
                            .put("verdict", backup.verdict())
                            .put("operator", manifest.operator()).put("reason", manifest.reason())
                            .put("at", manifest.at().toString()).put("kibibytes", backup.kibibytes());
                    manifest.files().forEach(f -> node.withArray("files").add(f.path()));
                    manifest.folded().forEach(id -> node.withArray("folded").add(id.text()));
                }
                yield Finding.found(text.toString(), data);
            }
        };
    }

    private static Finding pruned(Checked<List<TransactionId>> pruned) {
        return switch (pruned) {
            case Checked.Rejected<List<TransactionId>>(var why) -> Finding.failed(why.getFirst());
            case Checked.Accepted<List<TransactionId>>(var removed, var _) -> {
                var data = Report.object();
                var array = data.putArray("removed");
                removed.forEach(id -> array.add(id.text()));
                yield Finding.found("removed " + removed.size(), data);
            }
        };
    }

    private static Finding fetched(Remote remote, Host host, Path state, List<Backup> backups)
            throws RemoteFailure, InterruptedException {
        List<Path> written = new ArrayList<>();
        for (Backup backup : backups) {
            switch (PulledBackups.pull(remote, host, state, backup.manifest())) {
                case Checked.Rejected<List<Path>>(var why) -> {
                    return Finding.failed(why.getFirst());
                }
                case Checked.Accepted<List<Path>>(var files, var _) -> written.addAll(files);
            }
        }
        var data = Report.object();
        List<String> names = written.stream().map(Path::toString).toList();
        names.forEach(data.putArray("files")::add);
        return Finding.found(names.isEmpty() ? "no backups" : "\n  " + String.join("\n  ", names), data);
    }
}
