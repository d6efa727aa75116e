package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** OpenSSH 8.4 has two options where later releases have one, and takes only one of them in a Match block. */
class KeyboardInteractiveTest {
    private static final String ON_AND_OFF = """
            - hosts: all
              sshd:
                settings: {KbdInteractiveAuthentication: yes}
                match:
                  - {criteria: "User carl", settings: {KbdInteractiveAuthentication: no}}
            """;
    private static final String OFF_AND_ON = """
            - hosts: all
              sshd:
                settings: {%s: no}
                match:
                  - {criteria: "User carl", settings: {ChallengeResponseAuthentication: yes}}
            """;

    @Test
    void eachIsWrittenWhereItMayStand() {
        HostPlan plan = plan(11, ON_AND_OFF);
        assertThat(plan).as(Shown.text(plan)).isInstanceOf(HostPlan.Changes.class);
        assertThat(Shown.text(plan))
                .contains("+ChallengeResponseAuthentication yes", "+KbdInteractiveAuthentication yes",
                        "+Match User carl\n+    KbdInteractiveAuthentication no\n")
                .doesNotContain("    ChallengeResponseAuthentication");
        assertThat(plan(12, ON_AND_OFF)).isInstanceOf(HostPlan.Changes.class);
    }

    @Test
    void whatCannotWorkIsRefusedWithTheReason() {
        for (String name : java.util.List.of("KbdInteractiveAuthentication", "ChallengeResponseAuthentication")) {
            HostPlan plan = plan(11, OFF_AND_ON.formatted(name));
            assertThat(plan).isInstanceOfSatisfying(HostPlan.Blocked.class, blocked -> assertThat(blocked.why())
                    .anyMatch(d -> d.message().contains("refuses every answer to keyboard-interactive questions")));
            assertThat(plan(12, OFF_AND_ON.formatted(name))).isInstanceOf(HostPlan.Changes.class);
        }
    }

    @Test
    void whatThisReleaseTakesOnlyGloballyIsSaidBeforeItIsWritten() {
        String playbook = """
                - hosts: all
                  sshd:
                    match:
                      - {criteria: "User carl", settings: {Subsystem: sftp internal-sftp}}
                """;
        assertThat(plan(12, playbook)).isInstanceOfSatisfying(HostPlan.Blocked.class,
                blocked -> assertThat(blocked.why()).anyMatch(d -> d.message()
                        .equals("sshd of this host (OpenSSH 9.2) allows no Subsystem in a Match block")));
        assertThat(plan(13, playbook)).isInstanceOf(HostPlan.Changes.class);
    }

    private static HostPlan plan(int debian, String playbook) {
        return Planner.plan(Desired.HOST, Desired.of(playbook),
                RecordedHost.debian(debian).key("bulwarden", "").facts(),
                Desired.CLIENT);
    }
}
