package dev.bulwarden.syntax.sshd.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachRelease;
import dev.bulwarden.lab.HostRecipe;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.syntax.sshd.ConfigTree;
import dev.bulwarden.syntax.sshd.Dialect;
import dev.bulwarden.syntax.sshd.Dump;
import dev.bulwarden.syntax.sshd.Effective;
import dev.bulwarden.syntax.sshd.MatchContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Configurations written by hand, and what the real sshd of four releases said about each: every rule about reading and values has one here.
 * The answers are kept, so that this needs no host; a lab test sees to it that they stay true. {@code BULWARDEN_RECORD=true} writes them anew.
 */
class RecordedAnswersTest {
    private static final boolean FULL = Boolean.getBoolean("bulwarden.full");
    private static final int SOME = 60;
    private static final List<String> KINDS = List.of("cipher", "mac", "kex", "key-sig", "sig");
    private static final List<String> USERS = List.of("root", "carl", "ops");

    @ParameterizedTest
    @ValueSource(strings = {"8.4", "9.2", "10.0", "10.6"})
    void weSayWhatTheRealSshdSaid(String release) {
        Answers answers = Answers.of(release);
        int dot = release.indexOf('.');
        var dialect = new Dialect(Integer.parseInt(release.substring(0, dot)),
                Integer.parseInt(release.substring(dot + 1))).builtAs(answers.defaults());
        List<String> wrong = new ArrayList<>();
        for (Sample sample : Sample.all()) {
            Map<String, List<String>> kept = answers.verdicts().getOrDefault(sample.name(), Map.of());
            for (String visitor : sample.visitors()) {
                List<String> theirs = kept.getOrDefault(visitor, List.of("not recorded"));
                List<String> ours = ours(sample, visitor, dialect, answers, theirs);
                if (!ours.equals(theirs)) {
                    wrong.add("%s [%s]%n  sshd: %s%n  we:   %s".formatted(sample.name(), visitor, theirs, ours));
                }
            }
        }
        assertThat(wrong).as("OpenSSH " + release).isEmpty();
    }

    private static List<String> ours(Sample sample, String visitor, Dialect dialect, Answers answers,
            List<String> theirs) {
        Map<String, List<String>> supported = new LinkedHashMap<>();
        KINDS.forEach(kind -> supported.put(kind, answers.host().getOrDefault("ssh -Q " + kind, List.of())));
        ConfigTree tree = ConfigTree.of(Sample.MAIN, sample.files());
        Effective effective = tree.evaluate(dialect, context(visitor, answers));
        List<Diagnostic> problems = new ArrayList<>(effective.problems());
        problems.addAll(tree.unsupported(dialect, supported));
        if (!problems.isEmpty()) {
            List<String> lines = problems.stream().map(Diagnostic::place)
                    .map(p -> "refused line " + p.map(Place::line).orElse(0)).toList();
            return theirs.equals(List.of("refused")) || lines.containsAll(theirs) ? theirs : lines;
        }
        return Answers.changes(answers.defaults(), effective.over(answers.defaults(), supported));
    }

    private static MatchContext context(String visitor, Answers answers) {
        if (visitor.isEmpty()) {
            return MatchContext.none();
        }
        String user = visitor.substring(0, visitor.indexOf(' '));
        return MatchContext.of(user, answers.groups(user), visitor.substring(visitor.indexOf(' ') + 1), "192.0.2.11",
                22);
    }

    @EachRelease
    void theRealSshdStillSaysSo(Debian debian) {
        HostRecipe recipe = LabHost.on(debian).withUser("carl").withUser("ops")
                .withScript("groupadd sshauth && usermod -aG sshauth ops");
        String release = switch (debian) {
            case BULLSEYE -> "8.4";
            case BOOKWORM -> "9.2";
            case TRIXIE -> "10.0";
            case FORKY -> "10.6";
        };
        boolean record = "true".equals(System.getenv("BULWARDEN_RECORD"));
        List<Sample> samples = new ArrayList<>(Sample.all());
        if (!FULL && !record) {
            Collections.shuffle(samples, new Random(20_261_121));
            samples = samples.subList(0, SOME);
        }
        try (LabHost host = recipe.start()) {
            Answers now = ask(host, samples);
            if (record) {
                Resource.write("answers-" + release + ".txt", now.text());
            }
            Map<String, Map<String, List<String>>> kept = Answers.of(release).verdicts();
            assertThat(now.verdicts()).allSatisfy((name, verdicts) -> assertThat(kept).containsEntry(name, verdicts));
        }
    }

    private static Answers ask(LabHost host, List<Sample> samples) {
        var oracle = new Oracle(host);
        Map<String, List<String>> about = new LinkedHashMap<>();
        about.put("defaults", oracle.defaults().lines().toList());
        KINDS.forEach(kind -> about.put("ssh -Q " + kind, host.sh("ssh -Q " + kind).lines().toList()));
        USERS.forEach(user -> about.put("groups " + user, List.of(host.sh("id -Gn " + user).strip().split(" "))));
        Dump defaults = Dump.parse(String.join("\n", about.getOrDefault("defaults", List.of())));
        Map<String, Map<String, List<String>>> verdicts = new LinkedHashMap<>();
        List<List<Oracle.Verdict>> said = oracle.ask(samples);
        for (int i = 0; i < samples.size(); i++) {
            Map<String, List<String>> byVisitor = new LinkedHashMap<>();
            for (int j = 0; j < said.get(i).size(); j++) {
                byVisitor.put(samples.get(i).visitors().get(j), Answers.verdict(said.get(i).get(j), defaults));
            }
            verdicts.put(samples.get(i).name(), byVisitor);
        }
        return new Answers(about, verdicts);
    }
}
