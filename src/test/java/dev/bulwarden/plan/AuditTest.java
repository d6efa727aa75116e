package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Evidence.Verdict;
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

    private static HostPlan plan(RecordedHost host) {
        return Planner.plan(Desired.HOST, Desired.of(PLAYBOOK, Map.of("base.yml", PROFILE)), host.facts(),
                Desired.CLIENT);
    }
}
