package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Packages;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operator may take upon himself, and what nobody may. */
class AcceptedRiskTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 28);

    private static final String WITHOUT_CARL = """
            - hosts: all
              protect: [{user: carl}]
              sshd: {settings: {AllowUsers: [bulwarden, mgrsys]}}
            """;
    private static final String WITHOUT_US = """
            - hosts: all
              sshd: {settings: {AllowUsers: [mgrsys]}}
              waive: [{item: L1, hosts: all, reason: sure, by: ops}]
            """;

    @Test
    void anAcceptedErrorOnlyWarns() {
        assertThat(plan(WITHOUT_CARL)).isInstanceOf(HostPlan.Blocked.class);
        assertThat(plan(WITHOUT_CARL, "L4")).isInstanceOf(HostPlan.Blocked.class);
        assertThat(plan(WITHOUT_CARL, "L4", "L1")).isInstanceOfSatisfying(HostPlan.Changes.class,
                changes -> assertThat(changes.notes()).anySatisfy(note -> {
                    assertThat(note.severity()).isEqualTo(Severity.WARNING);
                    assertThat(note.message()).contains("carl").endsWith("[L1] (accepted with --accept-risk)");
                }));
    }

    @Test
    void theLoginInUseIsNeverAtRisk() {
        assertThat(plan(WITHOUT_US, "L1")).isInstanceOfSatisfying(HostPlan.Blocked.class,
                blocked -> assertThat(blocked.why()).singleElement()
                        .satisfies(why -> assertThat(why.message()).contains("our own login bulwarden")
                                .endsWith("(cannot be accepted: it is the login in use)")));
    }

    @Test
    void aSavedPlanWaitsForTheHostToBeReady() {
        HostPlan plan = plan(WITHOUT_CARL, "L1");
        assertThat(still(plan, facts(Packages.IDLE), List.of())).isSameAs(plan);
        HostFacts busy = facts(new Packages(List.of(new Packages.Lock("/var/lib/dpkg/lock", 7, "dpkg")), false));
        assertThat(still(plan, busy, List.of("L1"))).isInstanceOfSatisfying(HostPlan.Blocked.class,
                blocked -> assertThat(blocked.why()).singleElement()
                        .satisfies(why -> assertThat(why.message()).contains("dpkg (process 7)", "[dpkg-busy]")));
        assertThat(still(plan, busy, List.of("dpkg-busy"))).isSameAs(plan);
    }

    @Test
    void aSavedPlanKeepsTheWaiversItWasMadeUnderUntilTheyExpire() {
        HostPlan plan = plan(WITHOUT_CARL, "L1");
        HostFacts busy = facts(new Packages(List.of(new Packages.Lock("/var/lib/dpkg/lock", 7, "dpkg")), false));
        PlanWaiver guard = new PlanWaiver("dpkg-busy", "known", "ops", Optional.of(TODAY));
        assertThat(still(plan, busy, List.of(), guard)).isSameAs(plan);
        PlanWaiver over = new PlanWaiver("sshd.settings.Port", "known", "ops", Optional.of(TODAY.minusDays(1)));
        assertThat(still(plan, facts(Packages.IDLE), List.of(), over)).isInstanceOfSatisfying(HostPlan.Blocked.class,
                blocked -> assertThat(blocked.why()).singleElement().asString().contains(
                        "the waiver of sshd.settings.Port by ops", "expired on 2026-11-27", "make the plan again"));
    }

    private static HostPlan still(HostPlan plan, HostFacts facts, List<String> accepted, PlanWaiver... waivers) {
        return Planner.still(new Plan.Entry(plan, Desired.HOST.endpoint(), Optional.empty(), List.of(waivers), 0),
                facts,
                accepted, TODAY);
    }

    private static HostFacts facts(Packages packages) {
        HostFacts f = RecordedHost.debian(12).facts();
        return new HostFacts(f.login(), f.system(), f.server(), f.accounts(), f.network(), f.proxmox(), packages,
                f.state(), f.capabilities(), f.loginFiles());
    }

    private static HostPlan plan(String playbook, String... accepted) {
        return Planner.plan(Desired.HOST, Desired.of(playbook).accepting(List.of(accepted)),
                RecordedHost.debian(12).facts(), Desired.CLIENT);
    }
}
