package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Digest;
import dev.bulwarden.change.Expectation.Principal;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.inventory.Host;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Plans to go back: guarded as any, and reached where the host answers, not where its sshd listens. */
class GoingBackPlanTest {
    private static final String MAIN = "/etc/ssh/sshd_config";
    private static final String NOW = "PermitRootLogin no\nAllowUsers bulwarden mgrsys\n";

    @Test
    void aProtectedAccountIsNotShutOutByGoingBack() {
        assertThat(why(back("AllowUsers bulwarden\n", List.of(), "mgrsys"))).singleElement().asString()
                .contains("mgrsys", "AllowUsers", "[L1]");
        assertThat(back("AllowUsers bulwarden mgrsys\n", List.of(), "mgrsys")).isInstanceOf(HostPlan.Changes.class);
    }

    @Test
    void ourOwnLoginNeverIs() {
        assertThat(why(plan(Desired.HOST, "DenyUsers bulwarden\n", List.of(), List.of("L4", "L1")))).isNotEmpty();
    }

    @Test
    void whatIsAcceptedOnlyWarns() {
        HostPlan plan = plan(Desired.HOST, "AllowUsers bulwarden\n", List.of(), List.of("L1"), "mgrsys");
        assertThat(plan).isInstanceOf(HostPlan.Changes.class);
        assertThat(plan.notes()).extracting(Diagnostic::message)
                .anyMatch(m -> m.contains("accepted with --accept-risk"));
    }

    @Test
    void groupsAreAsTheyWillBe() {
        assertThat(why(back("AllowGroups sudo sshauth\n", List.of(new Action.RemoveMember("sshauth", "carl")), "carl")))
                .isNotEmpty();
        assertThat(back("AllowGroups sudo sshauth\n", List.of(), "carl")).isInstanceOf(HostPlan.Changes.class);
        assertThat(why(back("AllowGroups sudo sshauth\n", List.of(new Action.DeleteGroup("sshauth")), "carl")))
                .isNotEmpty();
    }

    @Test
    void whoeverIsGoneSinceIsTold() {
        HostPlan plan = back("AllowUsers bulwarden mgrsys\n", List.of(), "gone");
        assertThat(plan).isInstanceOf(HostPlan.Changes.class);
        assertThat(plan.notes()).extracting(Diagnostic::message)
                .anyMatch(m -> m.contains("no user gone any more, whom the newest transaction protected"));
    }

    @Test
    void aForwardedHostIsReachedAsBefore() {
        Host forwarded = reached(2200);
        assertThat(plan(forwarded, "AllowUsers bulwarden\n", List.of(), List.of()))
                .isInstanceOfSatisfying(HostPlan.Changes.class, c -> {
                    assertThat(c.expectation().answersAt()).isEqualTo(forwarded.endpoint());
                    assertThat(c.expectation().listens()).contains("0.0.0.0:22");
                });
        assertThat(plan(forwarded, "Port 22\nPort 2222\n", List.of(), List.of()))
                .isInstanceOfSatisfying(HostPlan.Changes.class,
                        c -> assertThat(c.expectation().answersAt()).isEqualTo(forwarded.endpoint()));
    }

    @Test
    void whereAForwardedHostWillBeReachedMustBeSaid() {
        assertThat(why(plan(reached(2200), "Port 2222\n", List.of(), List.of()))).anyMatch(m -> m.contains(
                "we reach this host at port 2200, which leads to its port 22; afterwards its sshd listens on port 2222"));
        assertThat(plan(reached(2200, 2201), "Port 2222\n", List.of(), List.of()))
                .isInstanceOfSatisfying(HostPlan.Changes.class,
                        c -> assertThat(c.expectation().answersAt().ports()).containsExactly(2200, 2201));
        assertThat(plan(Desired.HOST, "Port 2222\n", List.of(), List.of()))
                .isInstanceOfSatisfying(HostPlan.Changes.class,
                        c -> assertThat(c.expectation().answersAt().ports()).containsExactly(2222));
    }

    private static Host reached(Integer... ports) {
        Host host = Desired.HOST;
        return new Host(host.name(), host.endpoint().at("203.0.113.5", List.of(ports)), host.login(),
                host.credentials(), host.answerAt(), host.variables(), host.groups());
    }

    private static List<String> why(HostPlan plan) {
        assertThat(plan).as(Shown.text(plan)).isInstanceOf(HostPlan.Blocked.class);
        return ((HostPlan.Blocked) plan).why().stream().map(Diagnostic::toString).toList();
    }

    private static HostPlan back(String old, List<Action> actions, String... protect) {
        return plan(Desired.HOST, old, actions, List.of(), protect);
    }

    private static HostPlan plan(Host host, String old, List<Action> actions, List<String> accepted,
            String... protect) {
        RecordedHost recorded = RecordedHost.debian(12).group("sshauth").member("sshauth", "carl").file(MAIN, NOW);
        for (String user : List.of("bulwarden", "mgrsys", "carl")) {
            recorded.key(user, "");
        }
        FileEdit.State now = new FileEdit.State(Digest.of(NOW), 0644, 0, 0);
        FileEdit.Content then = new FileEdit.Content(old, 0644, 0, 0);
        NetEffect.File file = new NetEffect.File(new Manifest.Change(MAIN, MAIN, Optional.of(then.state()),
                Optional.of(now)), new TransactionId("t1"), Manifest.FIRST);
        Reversal reversal = new Reversal(List.of(file), actions, Managed.NOTHING,
                List.of(protect).stream().map(user -> new Principal(user, List.of())).toList(), List.of());
        return Planner.back(host, List.of(new FileEdit(MAIN, MAIN, Optional.of(now), Optional.of(then), "")), reversal,
                recorded.facts(), accepted, Desired.CLIENT);
    }
}
