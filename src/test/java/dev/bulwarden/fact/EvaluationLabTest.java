package dev.bulwarden.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.command.Output;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.HostRecipe;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.Snapshot;
import java.util.List;
import java.util.Optional;

/** The evaluation against real hosts: it must say what sshd says once the files are really there, and leave no trace. */
class EvaluationLabTest {
    private static final String MAIN = "/etc/ssh/sshd_config";
    private static final String FOLDER = MAIN + ".d/";
    private static final String OLD = "Include /etc/ssh/sshd_config.d/*.conf\nUsePAM yes\nMaxAuthTries 5\n";
    private static final String NEW = OLD.replace("5", "4") + "Match User root\n  MaxSessions 2\n";
    private static final String ROOT = "user=root,host=192.0.2.1,addr=192.0.2.1,laddr=192.0.2.2,lport=22";
    private static final List<String> CONTEXTS = List.of("", ROOT);
    private static final Daemon.Options PLAIN = new Daemon.Options(List.of(), MAIN);

    @EachDebian
    void saysWhatSshdSaysOnceTheFilesAreThere(Debian debian) {
        LabHost host = recipe(debian).shared();
        host.reset();
        Snapshot untouched = host.snapshot();
        EvaluationResult result = OnHost.ask(host, evaluation(put(MAIN, NEW), put(FOLDER + "00-new.conf",
                "LoginGraceTime 31\n"), delete(FOLDER + "50-old.conf"), put(FOLDER + "60-kept.conf", "")));
        assertThat(host.snapshot()).isEqualTo(untouched);
        assertThat(result.namespace()).isTrue();
        assertThat(result.before()).extracting(SshdTest::out).containsExactly(host.sshdT(), host.sshdT(ROOT));

        host.write(MAIN, NEW);
        host.write(FOLDER + "00-new.conf", "LoginGraceTime 31\n");
        host.write(FOLDER + "60-kept.conf", "");
        host.sh("rm " + FOLDER + "50-old.conf");
        assertThat(result.after()).extracting(SshdTest::out).containsExactly(host.sshdT(), host.sshdT(ROOT));
        assertThat(result.after()).allMatch(SshdTest::clean);
        assertThat(result.after().getLast().out()).contains("logingracetime 31\n", "maxsessions 2\n",
                "maxauthtries 4\n").doesNotContain("clientaliveinterval 77");
    }

    @EachDebian
    void quotesSshdWhereItRejectsTheCandidate(Debian debian) {
        LabHost host = recipe(debian).shared();
        host.reset();
        EvaluationResult result = OnHost.ask(host, evaluation(put(MAIN, OLD + "PermitRootLogon no\n")));
        assertThat(result.before()).allMatch(SshdTest::clean);
        assertThat(result.after()).allSatisfy(test -> {
            assertThat(test.status()).isEqualTo(255);
            assertThat(test.err()).contains(MAIN + ": line 4: Bad configuration option: PermitRootLogon");
        });
    }

    @EachDebian
    void makesFoldersThatAreMissingInMemoryOnly(Debian debian) {
        LabHost host = recipe(debian).shared();
        host.reset();
        host.sh("rm -r /etc/ssh/sshd_config.d");
        Snapshot untouched = host.snapshot();
        EvaluationResult result = OnHost.ask(host, evaluation(put(FOLDER + "00-new.conf", "MaxSessions 3\n")));
        assertThat(result.after().getFirst().out()).contains("maxsessions 3\n");
        assertThat(host.snapshot()).isEqualTo(untouched);
    }

    @EachDebian
    void writesThroughALinkedFile(Debian debian) {
        LabHost host = recipe(debian).shared();
        host.reset();
        host.sh("mkdir -p /opt/ssh && mv /etc/ssh/sshd_config /opt/ssh/main && ln -s ../../opt/ssh/main /etc/ssh/sshd_config");
        EvaluationResult result = OnHost.ask(host, evaluation(
                new Candidate(MAIN, "/opt/ssh/main", Optional.of(OLD + "MaxSessions 3\n"), 0644)));
        assertThat(result.after().getFirst().out()).contains("maxsessions 3\n");
        assertThat(host.read("/opt/ssh/main")).isEqualTo(OLD);
    }

    @EachDebian
    void worksWhileTheServiceIsStopped(Debian debian) {
        LabHost host = recipe(debian).shared();
        host.reset();
        host.sh("systemctl stop ssh.service; ! test -e /run/sshd");
        EvaluationResult result = OnHost.ask(host, evaluation(put(MAIN, NEW)));
        assertThat(result.before()).allMatch(SshdTest::clean);
        assertThat(result.after()).allMatch(SshdTest::clean);
        assertThat(host.exists("/run/sshd")).isFalse();
    }

    @EachDebian
    void usesAPipeForTheMainFileWhereNamespacesAreForbidden(Debian debian) {
        LabHost host = recipe(debian).shared();
        host.reset();
        EvaluationResult main = withoutNamespaces(host,
                evaluation(put(MAIN, NEW), put("/etc/pam.d/sshd", "auth required pam_deny.so\n")));
        assertThat(main.namespace()).isFalse();
        assertThat(main.notEvaluated()).isEmpty();
        assertThat(main.after().getLast().out()).contains("maxsessions 2\n", "clientaliveinterval 77\n");

        EvaluationResult more = withoutNamespaces(host, evaluation(put(MAIN, NEW), delete(FOLDER + "50-old.conf")));
        assertThat(more.after()).isEmpty();
        assertThat(more.notEvaluated()).hasValueSatisfying(
                why -> assertThat(why).contains("unshare").contains("not permitted"));
    }

    private static EvaluationResult withoutNamespaces(LabHost host, Evaluation evaluation) {
        Output output = OnHost.run(host, evaluation.command(), "setpriv", "--bounding-set=-sys_admin", "sh");
        return OnHost.accepted(evaluation.read(output));
    }

    private static HostRecipe recipe(Debian debian) {
        return LabHost.on(debian).withSshdConfig(OLD).withDropIn("50-old.conf", "ClientAliveInterval 77\n")
                .withDropIn("60-kept.conf", "X11Forwarding no\n");
    }

    private static Evaluation evaluation(Candidate... candidates) {
        return new Evaluation("/usr/sbin/sshd", PLAIN, List.of(candidates), CONTEXTS);
    }

    private static Candidate put(String path, String text) {
        return new Candidate(path, path, Optional.of(text), 0644);
    }

    private static Candidate delete(String path) {
        return new Candidate(path, path, Optional.empty(), 0);
    }
}
