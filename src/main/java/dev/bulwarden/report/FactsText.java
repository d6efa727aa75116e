package dev.bulwarden.report;

import dev.bulwarden.command.Clean;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.HostFile;
import dev.bulwarden.fact.Network;
import dev.bulwarden.fact.OpenSsh;
import dev.bulwarden.fact.SshdTest;
import java.util.List;

/** A survey for people: a label and a value a line. */
public final class FactsText {
    private final StringBuilder text = new StringBuilder();

    private FactsText() {}

    /** Lines indented by two, the first empty so that the host's name can stand before it. */
    public static String of(HostFacts facts) {
        return new FactsText().facts(facts).stripTrailing();
    }

    private String facts(HostFacts facts) {
        text.append('\n');
        line("system", facts.system().name() + ", " + facts.system().hostName());
        facts.proxmox().ifPresent(p -> line("Proxmox VE", (p.version().isEmpty() ? "version unknown" : p.version())
                + (p.clustered() ? ", in a cluster" : ", standalone")));
        facts.server().ifPresentOrElse(this::server, () -> line("sshd", "not installed"));
        network(facts.network());
        line("accounts", String.join(", ", facts.accounts().users().values().stream()
                .filter(u -> u.shellUsable() && (u.uid() == 0 || u.uid() >= 1000)).map(u -> u.name()).toList()));
        line("state", (facts.state().exists() ? facts.state().transactions().size() + " transactions" : "none")
                + facts.state().lease().map(l -> ", lease " + l.phase() + ": " + l.text()).orElse("")
                + facts.state().unsafe().map(u -> ", unsafe: " + u).orElse(""));
        line("can", (facts.capabilities().mountNamespace() ? "mount namespaces" : "no mount namespaces")
                + (facts.capabilities().systemd() ? ", systemd" : ", no systemd")
                + (facts.capabilities().missingTools().isEmpty()
                        ? ""
                        : ", missing: "
                                + String.join(" ", facts.capabilities().missingTools().stream().sorted().toList())));
        return text.toString();
    }

    private void server(HostFacts.Server server) {
        OpenSsh software = server.software();
        line("sshd", software.executable() + ", " + software.banner()
                + software.packaged().map(p -> ", " + p.name() + " " + p.version()).orElse(""));
        line("daemon", switch (server.daemon()) {
            case Daemon.SystemdService d -> d.unit() + " is " + d.state();
            case Daemon.SystemdSocket d -> d.unit() + " starts " + d.service();
            case Daemon.Standalone d -> "process " + d.process().pid();
            case Daemon.None _ -> "not running";
        } + server.daemon().running().filter(Daemon.Running::replaced).map(_ -> ", its binary was replaced since")
                .orElse(""));
        for (HostFile file : server.config().files().values()) {
            line("file", file.path() + (file.linked() ? " -> " + file.target() : "") + "  " + file.bytes().length()
                    + " bytes, " + String.format("%04o", file.owner().mode()));
        }
        verdict("sshd -T", server.global());
        server.visitors().values().forEach(t -> verdict("sshd -T -C " + t.context(), t));
    }

    private void verdict(String label, SshdTest test) {
        line(label, test.clean() ? "accepts the configuration" : "status " + test.status() + ": " + test.err());
    }

    private void network(Network network) {
        List<String> listening = network.listeners().stream().filter(l -> l.holder() != Network.Holder.OTHER)
                .map(l -> (l.address().contains(":") ? "[" + l.address() + "]" : l.address()) + ":" + l.port())
                .toList();
        line("listens on", listening.isEmpty() ? "nothing" : String.join(", ", listening));
        network.ours().ifPresent(c -> line("connection", c.peerAddress() + " port " + c.peerPort() + " to "
                + c.localAddress() + " port " + c.localPort()));
    }

    private void line(String label, String value) {
        text.append("  ").append(label).repeat(" ", Math.max(1, 12 - label.length())).append(Clean.line(value))
                .append('\n');
    }
}
