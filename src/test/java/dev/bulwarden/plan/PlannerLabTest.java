package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.fact.Evaluation;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Probe;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachRelease;
import dev.bulwarden.lab.HostRecipe;
import dev.bulwarden.lab.LabAccess;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.Snapshot;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.mina.MinaConnector;
import dev.bulwarden.transaction.Changer;
import dev.bulwarden.transaction.Clocks;
import dev.bulwarden.transaction.Outcome;
import dev.bulwarden.transaction.Request;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Plans for real hosts: sshd itself must say what was predicted, before and after, and a second plan finds nothing to do. */
class PlannerLabTest {

    private static final Path CASES = Path.of("src/test/resources/plan/cases");

    @TempDir
    Path folder;

    @EachRelease
    void guideG009InPlace(Debian debian) throws Exception {
        confirmedAndApplied(recipe(debian), RecordedHost.read(CASES.resolve("g009/playbook.yml")));
    }

    @EachRelease
    void guideG009AsDropIn(Debian debian) throws Exception {
        confirmedAndApplied(recipe(debian), RecordedHost.read(CASES.resolve("g009-drop-in/playbook.yml")));
    }

    @EachRelease
    void aCloudImageInBothPlacements(Debian debian) throws Exception {
        HostRecipe cloud = recipe(debian).withDropIn("50-cloud-init.conf", "PasswordAuthentication yes\n");
        for (String placement : List.of("in-place", "drop-in")) {
            confirmedAndApplied(cloud, """
                    - hosts: all
                      sshd:
                        placement: %s
                        settings:
                          PasswordAuthentication: no
                          MaxStartups: "5:30:20"
                          Subsystem: sftp internal-sftp
                          AcceptEnv: [LANG, LC_PVE_TICKET]
                          DebianBanner: no
                        algorithms: strong
                    """.formatted(placement));
        }
    }

    @EachRelease
    void guideG009OverARootLoginIsBlocked(Debian debian) throws Exception {
        try (LabHost lab = recipe(debian).start(); MinaConnector connector = connector()) {
            Host host = LabAccess.host(lab, "root", folder);
            try (Remote remote = connector.connect(host.endpoint(), host.login())) {
                HostFacts facts = survey(remote, "root");
                HostPlan plan = Planner.plan(host, desired(RecordedHost.read(CASES.resolve("g009/playbook.yml")), host,
                        facts), facts, Desired.CLIENT);
                assertThat(plan).isInstanceOfSatisfying(HostPlan.Blocked.class, blocked -> assertThat(blocked.why())
                        .anyMatch(d -> d.message().contains("PermitRootLogin no locks out our own login root")));
            }
        }
    }

    private void confirmedAndApplied(HostRecipe recipe, String playbook) throws Exception {
        try (LabHost lab = recipe.start(); MinaConnector connector = connector()) {
            Host host = LabAccess.host(lab, "bulwarden", folder);
            HostPlan.Changes changes;
            HostFacts facts;
            try (Remote remote = connector.connect(host.endpoint(), host.login())) {
                facts = survey(remote, "bulwarden");
                HostPlan plan = Planner.plan(host, desired(playbook, host, facts), facts, Desired.CLIENT);
                assertThat(plan).as(Shown.text(plan)).isInstanceOf(HostPlan.Changes.class);
                HostPlan.Changes predicted = (HostPlan.Changes) plan;
                assertThat(facts.loginFiles().keyInUse()).isPresent();
                assertThat(plan.notes()).as("no guard cries wolf").noneMatch(n -> n.message().contains("[L"));
                var server = facts.server().orElseThrow();
                HostPlan confirmed = Planner.confirm(predicted, facts,
                        ask(remote, new Evaluation(server.software().executable(), server.daemon().options(),
                                Planner.candidates(predicted.edits()), Planner.contexts(predicted))));
                assertThat(confirmed).as(Shown.text(confirmed)).isInstanceOf(HostPlan.Changes.class);
                changes = (HostPlan.Changes) confirmed;
                assertPredictedToTheLetter(predicted, changes);
            }
            var who = new Request.Who("20261121T120000Z-1", "run1", "tester@here", "", Instant.EPOCH);
            var server = facts.server().orElseThrow();
            Outcome outcome = new Changer(connector, Clocks.of(InstantSource.system())).change(
                    new Request(host, server.software().executable(),
                            server.daemon(), changes.edits(), changes.actions(), changes.expectation(),
                            changes.managed(), who),
                    null, _ -> {});
            assertThat(outcome).isInstanceOf(Outcome.Applied.class);
            Snapshot applied = lab.snapshot();
            try (Remote remote = connector.connect(host.endpoint(), host.login())) {
                HostFacts again = survey(remote, "bulwarden");
                HostPlan plan = Planner.plan(host, desired(playbook, host, again), again, Desired.CLIENT);
                assertThat(plan).as(Shown.text(plan)).isInstanceOf(HostPlan.Converged.class);
            }
            assertThat(applied.differences(lab.snapshot())).isEmpty();
        }
    }

    /** What was predicted, before sshd was asked, is what it says. */
    private static void assertPredictedToTheLetter(HostPlan.Changes predicted, HostPlan.Changes confirmed) {
        var said = confirmed.expectation().evaluations();
        for (int i = 0; i < said.size(); i++) {
            var expected = new dev.bulwarden.syntax.sshd.Dump(predicted.expectation().evaluations().get(i).values());
            assertThat(expected.differences(new dev.bulwarden.syntax.sshd.Dump(said.get(i).values())))
                    .as(said.get(i).context()).isEmpty();
        }
    }

    private static HostRecipe recipe(Debian debian) {
        return LabHost.on(debian).withUser("bulwarden").withUser("mgrsys").withUser("carl");
    }

    private MinaConnector connector() {
        return new MinaConnector((_, _) -> new char[0], folder, null);
    }

    private static HostFacts survey(Remote remote, String login) throws Exception {
        return ask(remote,
                new Survey(login, List.of("root", "bulwarden", "mgrsys", "carl"), List.of("sshauth"), List.of()))
                .cameWith(remote.link().key());
    }

    private static DesiredState desired(String playbook, Host host, HostFacts facts) {
        return Desired.of(playbook, host, facts.network().ours().orElseThrow().localAddress());
    }

    private static <T> T ask(Remote remote, Probe<T> probe) throws Exception {
        Checked<T> answer = probe.read(remote.run(probe.command()));
        assertThat(answer).as(answer.diagnostics().toString()).isInstanceOf(Checked.Accepted.class);
        return ((Checked.Accepted<T>) answer).value();
    }
}
