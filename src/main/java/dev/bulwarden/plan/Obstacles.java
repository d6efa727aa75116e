package dev.bulwarden.plan;

import dev.bulwarden.command.Clean;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.fact.ConfigFiles;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.OpenSsh;
import dev.bulwarden.fact.OpenSshVersion;
import dev.bulwarden.fact.SshdTest;
import dev.bulwarden.syntax.sshd.ConfigTree;
import dev.bulwarden.syntax.sshd.Dialect;
import dev.bulwarden.syntax.sshd.Dump;
import dev.bulwarden.syntax.sshd.SshdConfig;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reasons not to plan for a host at all, whatever is asked of it. */
final class Obstacles {

    private static final OpenSshVersion OLDEST = new OpenSshVersion(8, 4);
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
            if (version.compareTo(OLDEST) < 0) {
                why.add(Diagnostic.error("OpenSSH " + version + " is not supported, only 8.4 and later"));
            }
        }, () -> why.add(Diagnostic.error("the SSH server is not OpenSSH: " + software.banner())));
    }

    /** A tree that sshd itself rejects today cannot be reasoned about, and nothing safe would be left to go back to. */
    private static void config(HostFacts.Server server, List<Diagnostic> why) {
        why.addAll(BrokenFiles.of(server));
        if (server.global().status() == 0) {
            unreadable("sshd", server.global(), why);
        }
        unreadable("sshd over an empty file", server.defaults(), why);
        ConfigFiles files = server.config();
        String main = server.daemon().options().config();
        if (files.file(main).isEmpty()) {
            why.add(Diagnostic.error(Place.file(main),
                    "is no readable regular file: " + files.odd().getOrDefault(main, "missing")));
            return;
        }
        files.globs().values().stream().flatMap(List::stream).distinct().filter(path -> files.file(path).isEmpty())
                .filter(path -> !"directory".equals(files.odd().get(path)))
                .forEach(path -> why.add(Diagnostic.error(Place.file(path),
                        "is included by sshd, but is no readable regular file: "
                                + files.odd().getOrDefault(path, "missing"))));
        files.files().forEach((path, file) -> {
            if (!path.startsWith("/etc/pam.d/") && !SshdConfig.parse(path, file.bytes()).text().equals(file.bytes())) {
                why.add(Diagnostic.error(Place.file(path), "cannot be reproduced byte for byte; please report this"));
            }
        });
        includes(files, main, why);
    }

    /** A dump that is not understood says nothing, and least of all that something is not set. */
    private static void unreadable(String what, SshdTest test, List<Diagnostic> why) {
        if (test.status() != 0) {
            why.add(Diagnostic.error("sshd -T over an empty file fails, so its defaults are not known: "
                    + Clean.line(test.err().lines().findFirst().orElse("no reason given"))));
        } else {
            Dump.parse(test.out()).unreadable().ifPresent(
                    problem -> why.add(Diagnostic.error(what + " cannot be understood: " + Clean.line(problem))));
        }
    }

    /** What to tell of a release that was never measured; empty: it was. */
    static Optional<Diagnostic> unmeasured(HostFacts facts) {
        return facts.server().flatMap(server -> server.software().version())
                .map(version -> new Dialect(version.major(), version.minor())).filter(Dialect::unmeasured)
                .map(release -> Diagnostic.warning(release + " is newer than " + Dialect.NEWEST
                        + ", the newest this program was tried with: it is planned for only while sshd -T says what is predicted"));
    }

    /** The host itself expanded every pattern; ours must come to the same. */
    private static void includes(ConfigFiles files, String main, List<Diagnostic> why) {
        Map<String, String> texts = new LinkedHashMap<>();
        files.files().forEach((path, file) -> texts.put(path, file.bytes()));
        ConfigTree tree = ConfigTree.of(main, texts);
        files.globs().forEach((pattern, matched) -> {
            List<String> read = matched.stream().filter(path -> files.file(path).isPresent()).toList();
            if (!tree.included(pattern).equals(read)) {
                why.add(Diagnostic
                        .error("Include " + pattern + " reads " + read + " on the host, not " + tree.included(pattern)
                                + "; please report this"));
            }
        });
    }
}
