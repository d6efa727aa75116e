package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Digest;
import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.playbook.Item;
import dev.bulwarden.playbook.Rollout;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanFileTest {

    private static final Endpoint ENDPOINT = new Endpoint("192.0.2.11", List.of(22, 2222), Optional.of("pve1"),
            List.of("/home/op/.ssh/known_hosts"));
    private static final Item ITEM = new Item("sshd.settings.MaxAuthTries", new Place("play.yml", 4, 7), "play", true,
            Optional.of("Few tries"), List.of(new Item.Reference("cis-debian-12", "5.1.16")));

    @Test
    void readingGivesBackWhatWasWritten() {
        String text = PlanFile.write(plan());
        assertThat(PlanFile.read("p.json", text)).isEqualTo(Checked.accepted(plan()));
        assertThat(PlanFile.looksLikeOne(text)).isTrue();
    }

    @Test
    void itsDigestIsThatOfItsBytes() {
        assertThat(PlanFile.sha256("\u00e9\n").hex())
                .isEqualTo("edd3a863872a04239eb29ad4bc12fc892b3d4ae57cc7e786a3697816f8e141c2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\"confirm_within\" : \"PT1M\"|\"confirm_within\" : \"soon\"|not a duration",
            "\"state\" : \"changes\"|\"state\" : \"maybe\"|state: is not",
            "\"tool\" : \"0.1.0\"|\"tool\" : \"0.1.0\", \"extra\" : 1|origin.extra: is unknown",
            "\"tool\" : \"0.1.0\"|\"tool\" : 1|origin.tool: is not text",
            "bulwarden-plan/2|bulwarden-plan/1|format: is not", "\"mode\" : 420|\"mode\" : \"0644\"|is not a number",
            "\"rollout\" : 1|\"rollout\" : 2|there is no roll-out number 2", "\"25%\"|\"25%%\"|serial holds neither",
            "\"max_failures\" : 2|\"max_failures\" : -1|max_failures is below zero",
            "\"until\" : \"1970-01-01\"|\"until\" : \"soon\"|not a date"})
    void whatIsNotAPlanIsRefusedWithItsPath(String from, String to, String message) {
        String text = PlanFile.write(plan());
        assertThat(text).contains(from);
        assertThat(PlanFile.read("p.json", text.replace(from, to)).diagnostics()).singleElement().asString()
                .startsWith("p.json").contains(message);
    }

    @Test
    void whatIsNotJsonIsRefusedWithItsPlace() {
        assertThat(PlanFile.read("p.json", "{\n  \"format\": oops\n}").diagnostics()).singleElement().asString()
                .startsWith("p.json:2");
    }

    private static Plan plan() {
        Evidence evidence = new Evidence(ITEM, Evidence.Verdict.FAIL, "3", "6",
                Optional.of(Place.line("/etc/ssh/sshd_config", 34)));
        Diagnostic note = Diagnostic.warning(Place.line("/etc/ssh/sshd_config", 1), "Ansible wrote this")
                .remedy("talk");
        var edit = new FileEdit("/etc/ssh/sshd_config", "/etc/ssh/sshd_config",
                Optional.of(new FileEdit.State(Digest.of("a\n"), 0644, 0, 0)),
                Optional.of(new FileEdit.Content("b\u00e9\r\n", 0644, 0, 0)), "-a\n+b\n");
        var removal = new FileEdit("/x", "/y", Optional.of(new FileEdit.State(Digest.of(""), 0600, 0, 0)),
                Optional.empty(), "");
        var expectation = new Expectation(
                List.of(new Expectation.Evaluation("user=root", new TreeMap<>(Map.of("port", List.of("22", "23"))),
                        true)),
                List.of(new Expectation.Principal("bulwarden", List.of("192.0.2.0/24"))), List.of("192.0.2.11:22"),
                ENDPOINT);
        var row = new EffectiveRow("global", "MaxAuthTries", List.of("6"), List.of("3"), Optional.empty(),
                Optional.of(Place.line("/etc/ssh/sshd_config", 34)), List.of(Place.line("/etc/ssh/sshd_config", 90)));
        var managed = new Managed(List.of(ITEM.id()),
                List.of(new Managed.OutsideEdit("sshd.absent.AcceptEnv", "/etc/ssh/sshd_config", "AcceptEnv X",
                        "#AcceptEnv X")));
        HostPlan changes = new HostPlan.Changes("pve1", List.of(edit, removal),
                List.of(new Action.CreateGroup("g"), new Action.AddMember("g", "u")), expectation, List.of(row),
                managed,
                Duration.ofSeconds(60), List.of(evidence), List.of(note));
        return new Plan(new Plan.Origin("0.1.0",
                List.of(new Plan.ReadFile("play.yml", Digest.of("p")), new Plan.ReadFile("cis.yml", Digest.of("q"))),
                Digest.of("i"), Instant.EPOCH, List.of("L4")),
                List.of(Rollout.USUAL,
                        new Rollout(List.of(new Rollout.Batch.Count(1), new Rollout.Batch.Percent(25)), 2, 1, 8)),
                List.of(new Plan.Entry(changes, ENDPOINT, Optional.of("SHA256:abc"),
                        List.of(new PlanWaiver("L9", "later", "ops", Optional.of(LocalDate.EPOCH)),
                                new PlanWaiver("sshd.settings.Port", "moved", "ops", Optional.empty())),
                        1),
                        new Plan.Entry(new HostPlan.Converged("pve2", List.of(evidence), List.of(row), List.of()),
                                ENDPOINT, Optional.empty(), List.of(), 0),
                        new Plan.Entry(
                                new HostPlan.Blocked("pve3", List.of(Diagnostic.error("no")), List.of(), List.of()),
                                ENDPOINT, Optional.empty(), List.of(), 0)));
    }
}
