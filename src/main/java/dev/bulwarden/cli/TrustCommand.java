package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.inventory.Inventory;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.remote.mina.ExpectedKeys;
import dev.bulwarden.remote.mina.MinaConnector;
import dev.bulwarden.remote.mina.Trust.Shown;
import dev.bulwarden.remote.mina.Verdict;
import dev.bulwarden.report.ProbeReport;
import dev.bulwarden.report.ProbeReport.Finding;
import dev.bulwarden.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bulwarden trust}: show host keys and pin those somebody vouches for. */
@Command(name = "trust", mixinStandardHelpOptions = true, description = {
        "Shows the host keys of hosts and pins them in known_hosts.",
        "Without an option each host's keys are shown and a person is asked."})
final class TrustCommand implements Callable<Integer> {
    private final Console console;
    @Mixin
    private final HostOptions hosts = new HostOptions();
    @Mixin
    private final OutputOptions output = new OutputOptions();
    @Parameters(paramLabel = "PATTERN", description = "which hosts; an address stands for the hosts that have it")
    private String pattern = "all";
    @ArgGroup
    private @Nullable Voucher voucher;

    /** Who vouches for a key. */
    static final class Voucher {
        @Option(names = "--fingerprint", paramLabel = "SHA256:…", description = "pin the key that has this fingerprint")
        @Nullable
        String fingerprint;
        @Option(names = "--from", paramLabel = "FILE", description = "pin keys that are in this file: known_hosts lines, public keys, or fingerprints")
        @Nullable
        Path file;
        @Option(names = "--accept-new", description = "pin every key of a host nothing is known of yet; never a changed one")
        boolean acceptNew;
    }

    TrustCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError, InterruptedException {
        output.begin();
        var selected = selected(new Inputs(console).inventory(hosts));
        Vouched vouched = voucher == null ? Vouched.ask(console) : vouched(voucher);
        try (MinaConnector connector = Wiring.connector()) {
            int width = voucher == null ? 1 : hosts.forks(64);
            var results = new ReadRun(console, output.json(), width).run(selected, h -> trust(connector, h, vouched),
                    f -> f.problem().isPresent());
            return output.end(console, new ProbeReport("trust", results));
        }
    }

    /** A failed login names the address it went to; that is taken for the hosts which have it, too. */
    private List<Host> selected(Inventory inventory) throws UserError {
        List<Host> at = inventory.hosts().stream().filter(h -> h.endpoint().address().equals(pattern)).toList();
        return at.isEmpty() || hosts.limit().isPresent()
                ? Selection.of(inventory, new HostPattern(pattern), hosts)
                : at;
    }

    private static Vouched vouched(Voucher voucher) throws UserError {
        if (voucher.fingerprint != null) {
            return Vouched.expected(ExpectedKeys.fingerprint(voucher.fingerprint));
        }
        return voucher.file != null
                ? Vouched.expected(ExpectedKeys.lines(voucher.file.toString(), Inputs.read(voucher.file)))
                : Vouched.everyNewKey();
    }

    private static Finding trust(MinaConnector connector, Host host, Vouched vouched) throws InterruptedException {
        try {
            List<Shown> shown = connector.trust().shown(host.endpoint());
            Optional<Shown> bad = shown.stream()
                    .filter(s -> s.verdict() instanceof Verdict.Changed || s.verdict() instanceof Verdict.Revoked)
                    .findFirst();
            if (bad.isPresent()) {
                return Finding.failed(refusal(bad.get()));
            }
            List<Shown> pinned = vouched.choose(host.name(), shown);
            connector.trust().pin(host.endpoint(), pinned);
            return finding(shown, pinned);
        } catch (RemoteFailure e) {
            return Finding.failed(e.diagnostic());
        } catch (IOException e) {
            return Finding.failed(Diagnostic.error(Place.file(host.endpoint().knownHosts().getFirst()),
                    "cannot be written: " + Inputs.reason(e)));
        }
    }

    private static Diagnostic refusal(Shown shown) {
        return switch (shown.verdict()) {
            case Verdict.Changed(var known, var place) -> Diagnostic.error(place,
                    "another " + shown.key().type() + " key is known, " + known.fingerprint() + "; the host shows "
                            + shown.key().fingerprint())
                    .remedy("find out why before anything else: a new installation, another server on this port, or someone in between");
            case Verdict.Revoked(var place) ->
                Diagnostic.error(place, "the host shows a revoked key, " + shown.key().fingerprint());
            case Verdict.Trusted _,Verdict.Unknown _,Verdict.OtherType _ ->
                throw new IllegalArgumentException("not refused: " + shown);
        };
    }

    private static Finding finding(List<Shown> shown, List<Shown> pinned) {
        List<String> lines = new ArrayList<>();
        var data = Report.object();
        var keys = data.putArray("keys");
        for (Shown one : shown) {
            boolean known = one.verdict() instanceof Verdict.Trusted;
            String state = known ? "known" : pinned.contains(one) ? "pinned" : "not pinned";
            lines.add("  " + one.key().type() + " " + one.key().fingerprint() + "  " + state);
            keys.addObject().put("type", one.key().type()).put("fingerprint", one.key().fingerprint()).put("state",
                    state);
        }
        boolean trusted = shown.stream().anyMatch(s -> s.verdict() instanceof Verdict.Trusted || pinned.contains(s));
        String text = "\n" + String.join("\n", lines);
        return trusted
                ? Finding.found(text, data)
                : new Finding(text, data, Optional.of(Diagnostic.error("no key of this host was vouched for; it shows "
                        + String.join(", ",
                                shown.stream().map(s -> s.key().type() + " " + s.key().fingerprint()).toList()))));
    }
}
