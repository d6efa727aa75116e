package dev.bulwarden.syntax.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachRelease;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.syntax.sshd.RealSshd.Answer;
import dev.bulwarden.syntax.sshd.Sample.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;

/** Generated configurations mean to us what they mean to the real sshd. */
class DifferentialTest {
    private static final long SEED = Long.getLong("bulwarden.seed", 20_261_121);
    private static final boolean FULL = Boolean.getBoolean("bulwarden.full");
    private static final int SAMPLES = FULL ? 2_400 : 200;
    private static final int BATCH = 200;
    private static final int CELLS = 5;

    private final List<String> disagreements = new ArrayList<>();
    private final Set<Cell> seen = new HashSet<>();

    @EachRelease
    void agreesWithTheRealSshd(Debian debian) {
        LabHost host = LabHost.on(debian).shared();
        Dump defaults = Dump.parse(host.sh("mkdir -p /run/sshd; sshd -T -f /dev/null"));
        Dialect dialect = dialect(debian).builtAs(defaults);
        Map<String, List<String>> supported = supported(host);
        List<Cell> cells = cells(dialect);
        Random random = new Random(SEED + debian.release());
        List<Sample> samples = samples(random, cells);
        for (int from = 0; from < samples.size(); from += BATCH) {
            List<Sample> batch = samples.subList(from, Math.min(samples.size(), from + BATCH));
            List<Answer> answers = RealSshd.ask(host, batch);
            assertThat(answers).hasSameSizeAs(batch);
            for (int i = 0; i < batch.size(); i++) {
                compare(dialect, batch.get(i), answers.get(i), defaults, supported);
            }
        }
        double share = 100.0 * seen.size() / cells.size();
        System.out.printf(
                "%s: %d configurations, seed %d, %d of %d cells of keyword and form (%.1f %%), %d disagreements%n",
                debian,
                samples.size(), SEED, seen.size(), cells.size(), share, disagreements.size());
        assertThat(disagreements).as("seed %d", SEED).isEmpty();
        assertThat(share).as("cells reached, in percent").isGreaterThanOrEqualTo(FULL ? 90 : 20);
    }

    static Dialect dialect(Debian debian) {
        return switch (debian) {
            case BULLSEYE -> new Dialect(8, 4);
            case BOOKWORM -> new Dialect(9, 2);
            case TRIXIE -> new Dialect(10, 0);
            case FORKY -> new Dialect(10, 6);
        };
    }

    private static Map<String, List<String>> supported(LabHost host) {
        Map<String, List<String>> supported = new LinkedHashMap<>();
        for (String kind : List.of("cipher", "mac", "kex", "key-sig", "sig")) {
            supported.put(kind, host.sh("ssh -Q " + kind).lines().toList());
        }
        return supported;
    }

    private static List<Cell> cells(Dialect dialect) {
        List<Cell> cells = new ArrayList<>();
        for (Keyword keyword : Keyword.all()) {
            for (Keyword.Name name : keyword.names()) {
                if (name.in(dialect)
                        && !(keyword.shape() instanceof Shape.Structure s && s != Shape.Structure.ANYTHING)) {
                    Form.all().stream().filter(form -> form.fits(keyword, name.inMatch()))
                            .forEach(form -> cells.add(new Cell(keyword, name.word(), name.inMatch(), form)));
                }
            }
        }
        return cells;
    }

    /** Deals out shuffled cells: some that sshd surely takes together, and at most one that it may refuse. */
    private static List<Sample> samples(Random random, List<Cell> cells) {
        List<Cell> calm = new ArrayList<>();
        List<Cell> risky = new ArrayList<>();
        List<Sample> samples = new ArrayList<>();
        while (samples.size() < SAMPLES) {
            List<Cell> chosen = new ArrayList<>();
            refill(random, calm, cells.stream().filter(cell -> !cell.form().risky()).toList());
            refill(random, risky, cells.stream().filter(cell -> cell.form().risky()).toList());
            boolean danger = samples.size() % 2 == 0;
            for (int i = 0; i < CELLS; i++) {
                chosen.add(calm.removeLast());
            }
            if (danger) {
                chosen.add(0, risky.removeLast());
            }
            samples.add(Sample.of(random, chosen));
        }
        return samples;
    }

    private static void refill(Random random, List<Cell> stack, List<Cell> cells) {
        if (stack.size() < CELLS) {
            List<Cell> shuffled = new ArrayList<>(cells);
            Collections.shuffle(shuffled, random);
            stack.addAll(0, shuffled);
        }
    }

    private void compare(Dialect dialect, Sample sample, Answer answer, Dump defaults,
            Map<String, List<String>> supported) {
        ConfigTree tree = ConfigTree.of(Sample.MAIN, sample.files());
        Effective effective = tree.evaluate(dialect, sample.context());
        List<Diagnostic> problems = new ArrayList<>(effective.problems());
        problems.addAll(tree.unsupported(dialect, supported));
        sample.files().forEach((path, text) -> assertThat(SshdConfig.parse(path, text).text()).isEqualTo(text));
        if (answer.complaint().contains("no hostkeys available")) {
            // Whether a file is there and is a key is not in the text.
            return;
        }
        if (answer.status() != 0) {
            var line = Pattern.compile("(?s).*?line (\\d+).*").matcher(answer.complaint()
                    .replaceAll("(?m)^.*(Deprecated|Unsupported) option.*$", ""));
            boolean same = !line.matches() || problems.stream()
                    .anyMatch(p -> p.place().filter(place -> place.line() == Integer.parseInt(line.group(1)))
                            .isPresent());
            if (problems.isEmpty() || !same) {
                disagree(dialect, sample, "sshd refuses: " + answer.complaint().strip() + "\nwe: " + problems);
            }
            sample.cells().stream().filter(cell -> cell.form().risky()).forEach(seen::add);
            return;
        }
        if (!problems.isEmpty()) {
            disagree(dialect, sample, "sshd takes it; we refuse: " + problems);
            return;
        }
        var differences = effective.over(defaults, supported).differences(Dump.parse(answer.dump()));
        if (!differences.isEmpty()) {
            disagree(dialect, sample, "ours -> sshd's: " + differences);
        }
        seen.addAll(sample.cells());
    }

    private void disagree(Dialect dialect, Sample sample, String what) {
        disagreements.add(dialect + " -C " + sample.context().argument() + "\n" + what + "\n" + sample.files() + "\n");
    }
}
