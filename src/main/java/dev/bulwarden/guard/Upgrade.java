package dev.bulwarden.guard;

import dev.bulwarden.fact.Daemon.Running;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.OpenSsh.Packaged;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Packages are being installed, or an upgrade of openssh-server stopped half-way: sshd may be started anew, or its programs exchanged, while
 * we change it. Looks at the host only. Also the one upgrade known to refuse new logins while it runs: from Debian 12 to 13 with an
 * openssh-server before {@code 1:9.2p1-2+deb12u7}.
 */
record Upgrade() implements Guard {

    private static final Pattern BOOKWORM = Pattern.compile("1:9\\.2p1-2(?:\\+deb12u([0-9]{1,3}))?");
    private static final int SAFE_UPGRADE = 7;

    @Override
    public List<String> ids() {
        return List.of("dpkg-busy", "openssh-half-configured", "sshd-replaced", "L38");
    }

    @Override
    public List<Finding> check(Situation situation) {
        return of(situation.facts());
    }

    static List<Finding> of(HostFacts facts) {
        List<Finding> findings = new ArrayList<>();
        facts.packages().locks().stream().findFirst()
                .ifPresent(lock -> findings.add(Finding.risk("dpkg-busy",
                        "packages are being installed: " + lock.program() + " (process " + lock.pid() + ") holds "
                                + lock.file(),
                        "wait until it is done")));
        Optional<Packaged> server = facts.server().flatMap(s -> s.software().packaged());
        server.filter(p -> !p.configured())
                .ifPresent(p -> findings.add(Finding.risk("openssh-half-configured",
                        "the package " + p.name() + " is half configured (" + p.status() + ")",
                        "run dpkg --configure -a on the host")));
        facts.server().flatMap(s -> s.daemon().running()).filter(Running::replaced)
                .ifPresent(r -> findings.add(Finding.risk("sshd-replaced",
                        "the sshd that runs (process " + r.pid()
                                + ") is no longer the one on disk: an upgrade is in progress,"
                                + " or ended without a restart",
                        "wait until it is done, or restart ssh.service")));
        server.filter(p -> facts.system().versionId().equals("12") && facts.packages().toTrixie() && old(p))
                .ifPresent(p -> findings.add(Finding.warning("L38",
                        "apt's sources name Debian 13: while openssh-server "
                                + p.version() + " is upgraded to it, new logins are refused",
                        "install openssh-server 1:9.2p1-2+deb12u7 or later first")));
        return findings;
    }

    private static boolean old(Packaged server) {
        Matcher version = BOOKWORM.matcher(server.version());
        return version.matches() && (version.group(1) == null || Integer.parseInt(version.group(1)) < SAFE_UPGRADE);
    }
}
