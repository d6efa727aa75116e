package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a drop-in had to do outside its own file is undone when its item leaves the playbook. */
class DropInLifecycleTest {

    private static final String MAIN = "/etc/ssh/sshd_config";
    private static final String OURS = "/etc/ssh/sshd_config.d/00-bulwarden.conf";
    private static final String TEXT = """
            UsePAM yes
            AcceptEnv LANG
            MaxStartups 7
            Subsystem	sftp	/usr/lib/openssh/sftp-server
            """;
    private static final String FULL = """
            - hosts: all
              sshd:
                placement: drop-in
                settings: {MaxAuthTries: 3, MaxStartups: "5:30:20", Subsystem: sftp internal-sftp, AcceptEnv: [LC_PVE_TICKET]}
                match:
                  - {criteria: User carl, settings: {PermitTTY: no}}
            """;
    private static final String LESS = """
            - hosts: all
              sshd:
                placement: drop-in
                settings: {MaxAuthTries: 3}
            """;

    @Test
    void whatLeavesThePlaybookLeavesTheHost() {
        RecordedHost host = RecordedHost.debian(12).file(MAIN, TEXT);
        apply(host, FULL);
        assertThat(host.text(MAIN)).isEqualTo("""
                Include /etc/ssh/sshd_config.d/00-bulwarden.conf
                UsePAM yes
                #AcceptEnv LANG
                #MaxStartups 7
                Subsystem	sftp internal-sftp
                """);
        apply(host, LESS);
        assertThat(host.text(OURS)).isEqualTo("""
                # Written by Bulwarden; changes made here are overwritten.
                MaxAuthTries 3
                """);
        assertThat(host.text(MAIN)).isEqualTo("Include /etc/ssh/sshd_config.d/00-bulwarden.conf\n" + TEXT);
    }

    @Test
    void aLineThatSomebodyChangedSinceStaysAsItIs() {
        RecordedHost host = RecordedHost.debian(12).file(MAIN, TEXT);
        apply(host, FULL);
        host.file(MAIN, host.text(MAIN).replace("#AcceptEnv LANG", "# AcceptEnv LANG is not wanted here"));
        apply(host, LESS);
        assertThat(host.text(MAIN)).contains("# AcceptEnv LANG is not wanted here\nMaxStartups 7\n")
                .doesNotContain("\nAcceptEnv");
    }

    @Test
    void itemsThatLeaveAreListed() {
        RecordedHost host = RecordedHost.debian(12).file(MAIN, TEXT);
        apply(host, FULL);
        HostPlan plan = Planner.plan(Desired.HOST, Desired.of(LESS), host.facts(), Desired.CLIENT);
        assertThat(plan.notes()).extracting(d -> d.message())
                .contains("sshd.settings.AcceptEnv is no longer managed", "sshd.match[User carl] is no longer managed");
    }

    @Test
    void inPlaceNothingIsTakenBack() {
        RecordedHost host = RecordedHost.debian(12).file(MAIN, TEXT);
        apply(host, FULL.replace("drop-in", "in-place"));
        HostPlan plan = Planner.plan(Desired.HOST, Desired.of(LESS.replace("drop-in", "in-place")), host.facts(),
                Desired.CLIENT);
        assertThat(plan).isInstanceOf(HostPlan.Converged.class);
        assertThat(plan.notes()).extracting(d -> d.message())
                .contains("sshd.settings.AcceptEnv is no longer managed; it stays as it is");
    }

    private static void apply(RecordedHost host, String playbook) {
        HostPlan plan = Planner.plan(Desired.HOST, Desired.of(playbook), host.facts(), Desired.CLIENT);
        assertThat(plan).as(Shown.text(plan)).isInstanceOf(HostPlan.Changes.class);
        PlanGoldenTest.applied(host, (HostPlan.Changes) plan);
        HostPlan again = Planner.plan(Desired.HOST, Desired.of(playbook), host.facts(), Desired.CLIENT);
        assertThat(again).as(Shown.text(again)).isInstanceOf(HostPlan.Converged.class);
    }
}
