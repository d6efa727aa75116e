package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Evidence.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final String PLAYBOOK = """
            - hosts: all
              profile: [base]
              sshd:
                settings: {PrintMotd: no, MaxAuthTries: 6, X11Forwarding: no}
                if_supported: {settings: {RequiredRSASize: 2048}}
                match:
                  - {criteria: User root, settings: {AuthenticationMethods: publickey}}
              pam: {sshd: {comment_out: ["@include common-auth"]}}
              groups: {sudo: {members: [mgrsys]}}
              waive: [{item: sshd.settings.X11Forwarding, hosts: all, reason: graphics, by: ops}]
            """;
    private static final String PROFILE = """
            profile: base
            items:
              - {id: "1", title: Log enough, setting: LogLevel, accept: {one_of: [INFO, VERBOSE]}, set: VERBOSE,
                 references: {cis-debian-12: 5.1.14}}
              - {id: "2", title: Little grace, setting: LoginGraceTime, accept: {between: [1, 60]}, set: 60}
            """;

    @Test
    void everyItemHasItsVerdict() {
        Map<String, Verdict> verdicts = plan(RecordedHost.debian(11)).evidence().stream()
                .collect(Collectors.toMap(e -> e.item().id(), Evidence::verdict));
        assertThat(verdicts).containsEntry("sshd.settings.PrintMotd", Verdict.PASS)
                .containsEntry("sshd.settings.MaxAuthTries", Verdict.PASS_BY_DEFAULT)
                .containsEntry("sshd.settings.X11Forwarding", Verdict.WAIVED)
                .containsEntry("sshd.if_supported.settings.RequiredRSASize", Verdict.NOT_APPLICABLE)
                .containsEntry("sshd.match[User root]", Verdict.FAIL)
                .containsEntry("sshd.match[User root].AuthenticationMethods", Verdict.FAIL)
                .containsEntry("groups.sudo.members", Verdict.PASS)
                .containsEntry("base:1", Verdict.PASS_BY_DEFAULT).containsEntry("base:2", Verdict.FAIL);
    }

    @Test
    void evidenceNamesItsReferencesAndTheDecidingLine() {
        assertThat(plan(RecordedHost.debian(12)).evidence()).anySatisfy(e -> {
            assertThat(e.item().id()).isEqualTo("sshd.settings.PrintMotd");
            assertThat(e.decidedBy()).hasToString("Optional[/etc/ssh/sshd_config:94]");
        }).anySatisfy(
                e -> assertThat(e.item().references()).hasToString("[Reference[benchmark=cis-debian-12, id=5.1.14]]"));
    }

    @Test
    void aProfileLeavesAStricterHostAlone() {
        HostPlan plan = Planner.plan(Desired.HOST, Desired.of("- hosts: all\n  profile: [base]\n",
                Map.of("base.yml", PROFILE)),
                RecordedHost.debian(12)
                        .file("/etc/ssh/sshd_config", "LoginGraceTime 20\nUsePAM yes\n").facts(),
                Desired.CLIENT);
        assertThat(plan).as(Shown.text(plan)).isInstanceOf(HostPlan.Converged.class);
    }

    @Test
    void itemsAreJudgedWhereNothingCouldBeDone() {
        HostPlan plan = Planner.plan(Desired.HOST, Desired.of(PLAYBOOK.replace("PrintMotd: no", "AllowUsers: [carl]"),
                Map.of("base.yml", PROFILE)), RecordedHost.debian(12).facts(), Desired.CLIENT);
        assertThat(plan).isInstanceOf(HostPlan.Blocked.class);
        assertThat(plan.evidence()).anyMatch(e -> e.item().id().equals("sshd.settings.AllowUsers"));
    }

    @Test
    void aBlockOfAnotherToolFailsTheItemAndNamesWhoFromWhereAndByWhichLine() {
        HostPlan plan = audited("PermitRootLogin: no",
                "PermitRootLogin no\nMatch Address 10.0.0.11\nPermitRootLogin yes\n");
        assertThat(plan.evidence()).singleElement().satisfies(e -> {
            assertThat(e.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(e.found()).isEqualTo("no; yes for root and 3 other accounts from 10.0.0.11");
            assertThat(e.decidedBy()).hasToString("Optional[/etc/ssh/sshd_config:3]");
            assertThat(e.remark()).contains("by Match Address 10.0.0.11 (/etc/ssh/sshd_config:3)");
        });
    }

    @Test
    void aBlockThatNoLoginCanMeetFailsNothing() {
        for (String block : List.of("Host pve1", "User !root", "Group nobodies", "User root,!r*",
                "Address 10.0.0.1,!10.0.0.0/8")) {
            HostPlan plan = audited("PermitRootLogin: no",
                    "PermitRootLogin no\nMatch " + block + "\nPermitRootLogin yes\n");
            assertThat(plan.evidence()).as(block).extracting(e -> e.verdict()).containsExactly(Verdict.PASS);
            assertThat(plan.notes()).as(block).anySatisfy(
                    n -> assertThat(n.place()).hasToString("Optional[/etc/ssh/sshd_config:3]"));
        }
    }

    @Test
    void namesOfClientsCountWhereSshdLooksThemUp() {
        HostPlan plan = audited("PermitRootLogin: no",
                "PermitRootLogin no\nUseDNS yes\nMatch Host pve1\nPermitRootLogin yes\n");
        assertThat(plan.evidence()).singleElement().satisfies(
                e -> assertThat(e.found())
                        .isEqualTo("no; yes for root and 3 other accounts under a name such as pve1"));
    }

    @Test
    void anAccountYetToComeCounts() {
        assertThat(audited("X11Forwarding: no", "X11Forwarding no\nMatch User web*\nX11Forwarding yes\n").evidence())
                .singleElement().satisfies(e -> assertThat(e.found())
                        .isEqualTo("no; yes for accounts yet to come, such as web"));
    }

    @Test
    void aLineThatSaysTheSameIsNoException() {
        assertThat(audited("X11Forwarding: no", "X11Forwarding no\nMatch User carl\nX11Forwarding no\n").evidence())
                .extracting(e -> e.verdict()).containsExactly(Verdict.PASS);
    }

    @Test
    void anItemThisSshdCannotBeAskedAboutDoesNotPass() {
        HostPlan plan = Planner.plan(Desired.HOST,
                Desired.of("- hosts: all\n  sshd: {settings: {RequiredRSASize: 2048}}\n"),
                RecordedHost.debian(11).facts(), Desired.CLIENT);
        assertThat(plan.evidence()).singleElement().satisfies(e -> {
            assertThat(e.verdict()).isEqualTo(Verdict.NOT_KNOWN);
            assertThat(e.remark()).contains("sshd of this host (OpenSSH 8.4) has no RequiredRSASize");
        });
    }

    @Test
    void whatSshdItselfSaysOtherwiseIsNotPassedByItsFiles() {
        HostPlan plan = Planner.plan(Desired.HOST, Desired.of("- hosts: all\n  sshd: {settings: {MaxAuthTries: 3}}\n"),
                RecordedHost.debian(12).file("/etc/ssh/sshd_config", "MaxAuthTries 3\n").says("maxauthtries 6\n")
                        .facts(),
                Desired.CLIENT);
        assertThat(plan.evidence()).singleElement()
                .satisfies(e -> assertThat(e.verdict()).isEqualTo(Verdict.NOT_KNOWN));
    }

    @Test
    void aWaiverIsToldWithItsReason() {
        assertThat(plan(RecordedHost.debian(12)).evidence()).anySatisfy(e -> {
            assertThat(e.verdict()).isEqualTo(Verdict.WAIVED);
            assertThat(e.remark()).contains("graphics, by ops");
        });
    }

    private static HostPlan audited(String settings, String config) {
        return Planner.plan(Desired.HOST, Desired.of("- hosts: all\n  sshd: {settings: {" + settings + "}}\n"),
                RecordedHost.debian(12).file("/etc/ssh/sshd_config", config).facts(), Desired.CLIENT);
    }

    private static HostPlan plan(RecordedHost host) {
        return Planner.plan(Desired.HOST, Desired.of(PLAYBOOK, Map.of("base.yml", PROFILE)), host.facts(),
                Desired.CLIENT);
    }
}
