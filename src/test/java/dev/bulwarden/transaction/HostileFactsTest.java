package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.bulwarden.command.Clean;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.Evaluation;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.fact.Visitor;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.guard.Client;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.Inventory;
import dev.bulwarden.lab.LabAccess;
import dev.bulwarden.plan.DesiredState;
import dev.bulwarden.plan.HostPlan;
import dev.bulwarden.plan.Plan;
import dev.bulwarden.plan.PlanFile;
import dev.bulwarden.plan.Planner;
import dev.bulwarden.playbook.PlaybookReader;
import dev.bulwarden.playbook.ProfileSource;
import dev.bulwarden.playbook.Rollout;
import dev.bulwarden.remote.Link;
import dev.bulwarden.report.AuditReport;
import dev.bulwarden.report.FactsJson;
import dev.bulwarden.report.FactsText;
import dev.bulwarden.report.PlanReport;
import dev.bulwarden.report.Report;
import dev.bulwarden.report.Style;
import dev.bulwarden.report.TerminalOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Surveys of real hosts in which some fields are lies: each is rejected, or planned, evaluated, staged and shown without an exception and
 * without a control character.
 */
class HostileFactsTest {
    private static final int ROUNDS = Boolean.getBoolean("bulwarden.full") ? 4000 : 30;
    private static final List<String> LIES = List.of("\u001b]0;owned\u0007\u001b[2J", "\u009b31m", "\u202egnp",
            "/etc/cron.d/x",
            "../../../../etc/cron.d/x", "..", ".", "", "\0", "a\nb\n", "\u00ff\u00fe", "99999999999999999999999", "-1",
            "1e9",
            "65536", "x".repeat(20000), "-rf /", "$(id)", "%s%n", "\r", "\r\n", "a,b", "a b", " ", "\t", "*", "!*", "[",
            "::1",
            "0.0.0.0", "Match all\n", "Include /etc/ssh/sshd_config\n", "Match User \u001b[2J\nBanner /x\n", "root",
            "none", "yes",
            "ssh-ed25519 AAAA\n", "port 99999\n", "authenticationmethods publickey,publickey\n", "\"", "\\", "#", "=",
            ":", "::::");
    private static final String PLAYBOOK = """
            - hosts: all
              sshd:
                settings: {MaxAuthTries: 3, Banner: none, LogLevel: VERBOSE, X11Forwarding: no}
                match: [{criteria: "User alice", settings: {PasswordAuthentication: no}}]
            """;
    private static final Host HOST = new Host("pve1",
            new Endpoint("172.17.0.3", List.of(22), Optional.empty(), List.of()), LabAccess.login("root"), Map.of(),
            Optional.empty(), Map.of(), List.of("all"));
    private static final Link LINK = new Link("root", "172.17.0.3", 22, "ssh-ed25519", "SHA256:x", Optional.empty(),
            Set.of());
    private static final Client CLIENT = new Client(List.of("curve25519-sha256"), List.of("aes256-ctr"),
            List.of("hmac-sha2-256-etm@openssh.com"), List.of("ssh-ed25519", "rsa-sha2-512"), Set.of("ssh-ed25519"));

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 13})
    void noLieIsAFaultOfOurs(int release) throws IOException {
        String honest = Files.readString(Path.of("src/test/resources/fact/debian" + release + ".answer"),
                StandardCharsets.US_ASCII);
        DesiredState desired = desired();
        assertThat(believed(honest, desired)).as("what is not lied about is planned").isTrue();
        int believed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long seed = release * 1_000_000L + round;
            String lie = lie(honest, new Random(seed));
            boolean[] took = {false};
            assertThatCode(() -> took[0] = believed(lie, desired)).as("seed " + seed + " " + changed(honest, lie))
                    .doesNotThrowAnyException();
            believed += took[0] ? 1 : 0;
        }
        assertThat(believed).as("lies that came through the reader").isBetween(ROUNDS / 10, ROUNDS);
    }

    /** The recorded host has a manifest of no version of ours. */
    @Test
    void aManifestThatCannotBeReadIsTold() throws IOException {
        Checked<HostFacts> facts = new Survey("root", List.of("alice", "ops"), List.of("sudo", "nope"), List.of(
                Visitor.from("root"), new Visitor("alice", Optional.of("192.0.2.7")), Visitor.from("ghost")))
                .read(new Output(0, Files.readString(Path.of("src/test/resources/fact/debian13.answer")), ""));
        HostPlan plan = Planner.plan(HOST, desired(), ((Checked.Accepted<HostFacts>) facts).value(), CLIENT);
        assertThat(plan.notes()).extracting(Diagnostic::toString).anyMatch(n -> n.contains(
                "what was managed before is not known: /var/lib/bulwarden/20261120T101500-1a2b/manifest"));
    }

    private static boolean believed(String answer, DesiredState desired) throws IOException {
        Survey survey = new Survey("root", List.of("alice", "ops"), List.of("sudo", "nope"), List.of(
                Visitor.from("root"), new Visitor("alice", Optional.of("192.0.2.7")), Visitor.from("ghost")));
        return switch (survey.read(new Output(0, answer, "\u001b[2J"))) {
            case Checked.Rejected<HostFacts>(var why) -> {
                printable(new Style(true).diagnostic(why.getFirst()));
                yield false;
            }
            case Checked.Accepted<HostFacts>(var facts, var _) -> {
                HostPlan plan = Planner.plan(HOST, desired, facts, CLIENT);
                if (plan instanceof HostPlan.Changes changes) {
                    HostFacts.Server server = facts.server().orElseThrow();
                    new Evaluation(server.software().executable(), server.daemon().options(),
                            Planner.candidates(changes.edits()), Planner.contexts(changes)).command();
                    HostScript.stage(new Request(HOST, server.software().executable(), server.daemon(), changes.edits(),
                            changes.actions(), changes.expectation(), changes.managed(),
                            new Request.Who("t1", "t1", "ops@desk", "", Instant.EPOCH)));
                    Plan saved = new Plan(new Plan.Origin("x", List.of(), PlanFile.sha256(""), Instant.EPOCH,
                            List.of()),
                            List.of(Rollout.USUAL),
                            List.of(new Plan.Entry(plan, HOST.endpoint(), Optional.empty(), List.of(), 0)));
                    assertThat(PlanFile.read("plan", PlanFile.write(saved))).isEqualTo(Checked.accepted(saved));
                }
                show(facts, plan);
                yield true;
            }
        };
    }

    private static void show(HostFacts facts, HostPlan plan) throws IOException {
        List<HostResult<Prepared>> results = List
                .of(new HostResult.Done<>(HOST, new Prepared.Planned(plan, facts, LINK)));
        for (Report report : List.of(new PlanReport(results, Optional.empty(), true), new AuditReport(results, true))) {
            printable(report.text(new Style(true)));
            printable(report.json().toPrettyString());
        }
        printable(FactsText.of(facts));
        printable(FactsJson.of(facts).toPrettyString());
    }

    private static void printable(String text) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var clean = new TerminalOutput(out)) {
            clean.write(text.getBytes(StandardCharsets.UTF_8));
        }
        String shown = out.toString(StandardCharsets.UTF_8).replaceAll("\u001b\\[(0|1|2|31|32|33|36)m", "");
        assertThat(shown.codePoints().filter(c -> c != '\n' && c != '\t').anyMatch(Clean::hostile)).as(shown).isFalse();
    }

    /** One to three fields are replaced, or lies are put into their text. */
    private static String lie(String honest, Random random) {
        List<String> lines = new ArrayList<>(honest.lines().toList());
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = 1 + random.nextInt(lines.size() - 2);
            String[] words = lines.get(at).split(" ", -1);
            if (words.length > 1) {
                int field = 1 + random.nextInt(words.length - 1);
                words[field] = word(words[field], random);
                lines.set(at, String.join(" ", words));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String word(String word, Random random) {
        String lie = LIES.get(random.nextInt(LIES.size()));
        byte[] text;
        try {
            text = Base64.getDecoder().decode(word);
        } catch (IllegalArgumentException _) {
            return lie.matches("[0-9a-z.-]+") ? lie : "-1";
        }
        String old = new String(text, StandardCharsets.ISO_8859_1);
        String shape = new String(lie.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        String said = switch (random.nextInt(3)) {
            case 0 -> shape;
            case 1 -> {
                int at = random.nextInt(old.length() + 1);
                yield old.substring(0, at) + shape + old.substring(at);
            }
            default -> old + shape;
        };
        return Base64.getEncoder().encodeToString(said.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String changed(String honest, String lie) {
        List<String> before = honest.lines().toList();
        return String.join(" | ", lie.lines().filter(l -> !before.contains(l))
                .map(l -> l.substring(0, Math.min(300, l.length()))).toList());
    }

    private static DesiredState desired() {
        return ((Checked.Accepted<DesiredState>) PlaybookReader.read("site.yml", PLAYBOOK, new ProfileSource() {
            @Override
            public Optional<Found> find(String name) {
                return Optional.empty();
            }

            @Override
            public List<String> names() {
                return List.of();
            }
        }).then(p -> DesiredState.of(p, new Inventory(List.of(HOST), List.of()), HOST,
                Map.of("local_address", "172.17.0.3"), LocalDate.of(2026, 11, 21)))).value();
    }
}
