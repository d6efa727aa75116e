package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.LabAccess;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.mina.MinaConnector;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** A drop-in goes wrong on disk while the daemon runs on with what it read before; a plan names the place, and nothing else is told. */
class BrokenFilesLabTest {
    private static final String PATH = "/etc/ssh/sshd_config.d/60-local.conf";
    private static final String REBOOT = "would not come back from the next restart or reboot";
    private static final boolean FULL = Boolean.getBoolean("bulwarden.full");

    @TempDir
    Path folder;

    /** @param words that the first error holds, behind its place */
    private record Broken(String bytes, String place, List<String> words) {}

    private static final List<Broken> SAMPLE = List.of(
            new Broken("MaxAuthTries\\302\\2404\\n", ":1:13", List.of("U+00A0 no-break space in column 13", REBOOT)),
            new Broken("# a\\000b\\nMaxAuthTries 4\\n", ":1:4", List.of("U+0000 NUL")),
            new Broken("PasswordAuthentication yesUseDNS no\\n", ":1",
                    List.of("unsupported option \"yesUseDNS\"", REBOOT)));

    private static final List<Broken> OTHERS = List.of(
            new Broken("PermitRootLogin off\\n", ":1", List.of("unsupported option \"off\"", REBOOT)),
            new Broken("'\\''MaxAuthTries 4'\\''\\n", ":1", List.of("Bad configuration option", REBOOT)),
            new Broken("\\357\\273\\277# remark\\nMaxAuthTries 4\\n", ":1:1",
                    List.of("U+FEFF byte order mark", REBOOT)),
            new Broken("Banner \\342\\200\\234/etc/issue.net\\342\\200\\235\\n", ":1:8",
                    List.of("U+201C left double quotation mark")),
            new Broken("MaxAuthTries 4\\342\\200\\213\\n", ":1:15", List.of("U+200B zero width space", REBOOT)));

    @EachDebian
    void theFirstWordIsThePlace(Debian debian) throws Exception {
        LabHost lab = LabHost.on(debian).withUser("bulwarden").shared();
        Host host = LabAccess.host(lab, "bulwarden", folder);
        try (MinaConnector connector = new MinaConnector((_, _) -> new char[0], folder, null);
                Remote remote = connector.connect(host.endpoint(), host.login())) {
            for (Broken broken : SAMPLE) {
                shown(lab, host, remote, broken);
            }
            for (Broken broken : FULL ? OTHERS : List.<Broken>of()) {
                shown(lab, host, remote, broken);
            }
            lab.sh("ln -s /srv/gone.conf /etc/ssh/sshd_config.d/61-gone.conf; printf 'MaxAuthTries 4\\n' >" + PATH);
            assertThat(why(plan(lab, host, remote))).anyMatch(w -> w.contains("61-gone.conf") && w.contains(REBOOT))
                    .anyMatch(w -> w.contains("61-gone.conf") && w.contains("dangling link"));
            lab.sh("rm /etc/ssh/sshd_config.d/61-gone.conf; printf '# f\\374r die Pr\\374fung\\nMaxAuthTries 4\\n' >"
                    + PATH);
            assertThat(plan(lab, host, remote)).isInstanceOfSatisfying(HostPlan.Changes.class,
                    changes -> assertThat(changes.edits()).singleElement().satisfies(
                            edit -> assertThat(edit.after().orElseThrow().bytes())
                                    .isEqualTo("# f\u00fcr die Pr\u00fcfung\nMaxAuthTries 3\n")));
        }
    }

    private static void shown(LabHost lab, Host host, Remote remote, Broken broken) throws Exception {
        lab.sh("printf '" + broken.bytes() + "' >" + PATH);
        List<String> why = why(plan(lab, host, remote));
        assertThat(why).as(broken.bytes()).isNotEmpty();
        assertThat(why.getFirst()).startsWith(PATH + broken.place()).contains(broken.words());
        assertThat(why).allMatch(w -> w.startsWith(PATH + ":1"));
    }

    private static List<String> why(HostPlan plan) {
        assertThat(plan).as(Shown.text(plan)).isInstanceOf(HostPlan.Blocked.class);
        return ((HostPlan.Blocked) plan).why().stream()
                .map(d -> d.place().map(Object::toString).orElse("") + " " + d.message()).toList();
    }

    private static HostPlan plan(LabHost lab, Host host, Remote remote) throws Exception {
        Survey survey = new Survey("bulwarden", List.of("bulwarden"), List.of(), List.of());
        Checked<HostFacts> answer = survey.read(remote.run(survey.command()));
        assertThat(answer.diagnostics()).isEmpty();
        return Planner.plan(host, Desired.of("""
                - hosts: all
                  sshd: {settings: {MaxAuthTries: 3}}
                """, host, lab.address()),
                ((Checked.Accepted<HostFacts>) answer).value().cameWith(remote.link().key()), Desired.CLIENT);
    }
}
