package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.Evaluation;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Probe;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.lab.LabAccess;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabTest;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.remote.mina.MinaConnector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of administrators who would lose access says what logins before and after the change say. */
@LabTest
class AdminsLabTest {
    private static final List<String> ADMINS = List.of("root", "anna", "bert", "carl", "dora");

    @TempDir
    Path folder;

    /** anna keeps her way in; bert is not listed; carl's key is for elsewhere, so he has none today; dora may come from elsewhere only. */
    @Test
    void namesThoseWhoCanLogInTodayAndCouldNotAfterwards() throws Exception {
        try (LabHost lab = LabHost.debian12().withUser("bulwarden").withUser("anna").withUser("bert").withUser("carl")
                .withUser("dora").start(); MinaConnector connector = connector()) {
            lab.sh("for user in anna bert carl dora; do usermod -aG sudo -p '*' $user; done;"
                    + " sed -i 's/^/from=\"203.0.113.0\\/24\" /' /home/carl/.ssh/authorized_keys");
            Host host = LabAccess.host(lab, "bulwarden", folder);
            Map<String, Boolean> before = logins(lab, connector);
            HostPlan plan;
            try (Remote remote = connector.connect(host.endpoint(), host.login())) {
                HostFacts facts = ask(remote, new Survey("bulwarden", List.of(), List.of(), List.of()));
                plan = Planner.plan(host, Desired.of("""
                        - hosts: all
                          sshd:
                            settings:
                              PermitRootLogin: no
                              AllowUsers: [bulwarden, anna, carl, dora@203.0.113.*]
                        """, host, lab.address()), facts, Desired.CLIENT);
                assertThat(plan).as(Shown.text(plan)).isInstanceOf(HostPlan.Changes.class);
                HostPlan.Changes changes = (HostPlan.Changes) plan;
                var server = facts.server().orElseThrow();
                HostPlan confirmed = Planner.confirm(changes, facts, ask(remote,
                        new Evaluation(server.software().executable(), server.daemon().options(),
                                Planner.candidates(changes.edits()), Planner.contexts(changes))));
                assertThat(confirmed).as(Shown.text(confirmed)).isInstanceOf(HostPlan.Changes.class);
                changes.edits().forEach(e -> lab.write(e.path(), e.after().orElseThrow().bytes()));
                lab.sh("systemctl reload ssh");
            }
            Map<String, Boolean> after = logins(lab, connector);
            assertThat(before).containsAllEntriesOf(
                    Map.of("root", true, "anna", true, "bert", true, "carl", false, "dora", true));
            assertThat(after).containsAllEntriesOf(
                    Map.of("root", false, "anna", true, "bert", false, "carl", false, "dora", false));
            assertThat(plan.notes()).extracting(Diagnostic::message)
                    .filteredOn(m -> m.contains(" can log in today"))
                    .containsExactlyInAnyOrder(
                            "bert can log in today and could not after this: AllowUsers does not let in bert from"
                                    + " anywhere [L1]",
                            "dora can log in today from anywhere but 203.0.113.0/24 and could not after this: AllowUsers"
                                    + " does not let in dora from there [L1]",
                            "root can log in today and could not after this: PermitRootLogin no locks out root from"
                                    + " anywhere [root-login]");
        }
    }

    private Map<String, Boolean> logins(LabHost lab, MinaConnector connector) throws InterruptedException {
        Map<String, Boolean> logins = new TreeMap<>();
        for (String user : ADMINS) {
            Host host = LabAccess.host(lab, user, folder);
            try (Remote remote = connector.connect(host.endpoint(), host.login())) {
                logins.put(user, !remote.link().hostKeyFingerprint().isEmpty());
            } catch (RemoteFailure e) {
                logins.put(user, false);
            }
        }
        return logins;
    }

    private MinaConnector connector() {
        return new MinaConnector((_, _) -> new char[0], folder, null);
    }

    private static <T> T ask(Remote remote, Probe<T> probe) throws Exception {
        Checked<T> answer = probe.read(remote.run(probe.command()));
        assertThat(answer).as(answer.diagnostics().toString()).isInstanceOf(Checked.Accepted.class);
        return ((Checked.Accepted<T>) answer).value();
    }
}
