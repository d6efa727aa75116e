package dev.bulwarden.plan;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.OpenSsh;
import dev.bulwarden.fact.OpenSshVersion;
import java.util.ArrayList;
import java.util.List;

/** Reasons not to plan for a host at all, whatever is asked of it. */
final class Obstacles {

    private static final OpenSshVersion OLDEST = new OpenSshVersion(8, 4);
    private static final int NEWEST_MAJOR = 10;

    private Obstacles() {}

    static List<Diagnostic> of(HostFacts facts) {
        List<Diagnostic> why = new ArrayList<>();
        if (!facts.system().debianFamily()) {
            why.add(Diagnostic
                    .error("this is " + facts.system().name() + ", only Debian and its family are supported"));
        }
        if (facts.server().isEmpty()) {
            why.add(Diagnostic.error("no sshd is installed").remedy("install openssh-server"));
        }
        facts.server().ifPresent(server -> software(server.software(), why));
        facts.server().ifPresent(server -> config(server, why));
        facts.proxmox().filter(p -> p.clustered()).ifPresent(_ -> why.add(Diagnostic
                .error("this is a node of a Proxmox VE cluster (/etc/pve/corosync.conf exists), not in this version")));
        facts.state().unsafe()
                .ifPresent(reason -> why.add(Diagnostic.error("/var/lib/bulwarden must not be used: " + reason)));
        return why;
    }

    private static void software(OpenSsh software, List<Diagnostic> why) {
        software.version().ifPresentOrElse(version -> {
            if (version.compareTo(OLDEST) < 0 || version.major() > NEWEST_MAJOR) {
                why.add(Diagnostic.error("OpenSSH " + version + " is not supported, only 8.4 to 10.x"));
            }
        }, () -> why.add(Diagnostic.error("the SSH server is not OpenSSH: " + software.banner())));
        software.packaged().filter(p -> !p.configured()).ifPresent(p -> why.add(
                Diagnostic.error("the package " + p.name() + " is half configured (" + p.status() + ")")
                        .remedy("run dpkg --configure -a on the host")));
    }

    /** A tree that sshd itself rejects today cannot be reasoned about, and nothing safe would be left to go back to. */
    private static void config(HostFacts.Server server, List<Diagnostic> why) {
        if (server.global().status() != 0) {
            why.add(Diagnostic.error("sshd rejects its configuration as it is: " + firstLine(server.global().err()))
                    .remedy("repair it first; sshd -T must succeed"));
        }
        server.config().odd().forEach((path, what) -> {
            if (path.equals(server.daemon().options().config())) {
                why.add(Diagnostic.error(path + " is no readable regular file: " + what));
            }
        });
    }

    private static String firstLine(String text) {
        return dev.bulwarden.command.Clean.line(text.lines().findFirst().orElse("no reason given"));
    }
}
