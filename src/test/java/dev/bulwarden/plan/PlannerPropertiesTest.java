package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Evidence.Verdict;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.syntax.sshd.ConfigTree;
import dev.bulwarden.syntax.sshd.Dialect;
import dev.bulwarden.syntax.sshd.Dump;
import dev.bulwarden.syntax.sshd.MatchContext;
import dev.bulwarden.syntax.sshd.SshdConfig;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be true of any plan, on files and playbooks made at random from a seed. */
class PlannerPropertiesTest {

    private static final int RUNS = 150;
    private static final String MAIN = "/etc/ssh/sshd_config";
    private static final String DROP_IN = "/etc/ssh/sshd_config.d/50-site.conf";
    private static final Map<String, List<String>> VALUES = new TreeMap<>(Map.of("MaxAuthTries", List.of("2", "4", "6"),
            "PasswordAuthentication", List.of("yes", "no"), "X11Forwarding", List.of("yes", "no"), "LogLevel",
            List.of("INFO", "VERBOSE"), "AcceptEnv", List.of("LANG", "LC_*", "EDITOR"), "ClientAliveInterval",
            List.of("0", "5m", "300"), "MaxStartups", List.of("10:30:100", "5:30:20"), "AllowTcpForwarding",
            List.of("yes", "no", "local"), "PermitTTY", List.of("yes", "no")));
    private static final List<String> CRITERIA = List.of("User carl", "Group sudo", "Address 198.51.100.0/24",
            "User root,mgrsys", "Group *,!sudo");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyPlanHolds(long seed) {
        Random random = new Random(seed);
        int planned = 0;
        for (int run = 0; run < RUNS; run++) {
            planned += holds(random, "seed " + seed + " run " + run) ? 1 : 0;
        }
        assertThat(planned).as("plans that were not blocked").isGreaterThan(RUNS / 2);
    }

    private static boolean holds(Random random, String name) {
        int debian = 11 + random.nextInt(3);
        String main = text(random, true);
        String dropIn = text(random, false);
        String playbook = playbook(random, false);
        RecordedHost host = RecordedHost.debian(debian).file(MAIN, main).file(DROP_IN, dropIn);
        DesiredState desired = Desired.of(playbook);
        HostPlan plan = Planner.plan(Desired.HOST, desired, host.facts(), Desired.CLIENT);
        String shown = name + "\n" + playbook + "--- main\n" + main + "--- drop-in\n" + dropIn + "\n"
                + Shown.text(plan);
        if (!(plan instanceof HostPlan.Changes changes)) {
            return plan instanceof HostPlan.Converged;
        }
        Map<String, String> before = files(host);
        HostPlan second = Planner.plan(Desired.HOST, desired, PlanGoldenTest.applied(host, changes).facts(),
                Desired.CLIENT);
        assertThat(second).as("P3 " + shown + Shown.text(second)).isInstanceOf(HostPlan.Converged.class);
        assertThat(second.evidence()).as("P4 " + shown + Shown.text(second))
                .noneMatch(e -> e.verdict() == Verdict.FAIL);
        onlyWhatWasAsked(debian, before, files(host), playbook, shown);
        linesSurvive(before, changes, shown);
        sameInAnyOrder(debian, random, playbook, main, dropIn, shown);
        return true;
    }

    /** P5: a keyword the playbook does not name keeps its value, for everybody. */
    private static void onlyWhatWasAsked(int debian, Map<String, String> before, Map<String, String> after,
            String playbook,
            String shown) {
        for (MatchContext context : contexts()) {
            dump(debian, before, context).differences(dump(debian, after, context)).forEach(
                    d -> assertThat(playbook.toLowerCase(java.util.Locale.ROOT)).as("P5 " + d + "\n" + shown)
                            .contains(d.keyword()));
        }
    }

    /** P6 and more: comments and settings nobody named are still there, in order within their file, and what is global stays global. */
    private static void linesSurvive(Map<String, String> before, HostPlan.Changes changes, String shown) {
        for (FileEdit edit : changes.edits()) {
            String old = before.getOrDefault(edit.path(), "");
            Set<String> kept = SshdConfig.parse("x", edit.after().orElseThrow().bytes()).lines().stream()
                    .map(line -> line.content()).collect(Collectors.toSet());
            assertThat(old.lines().filter(line -> line.startsWith("# "))).as("P6 " + shown).allMatch(kept::contains);
            assertThat(edit.after().orElseThrow().bytes().endsWith("\n")).as(shown)
                    .isEqualTo(old.isEmpty() || old.endsWith("\n"));
        }
    }

    /** P7: the order of settings in a playbook does not matter. */
    private static void sameInAnyOrder(int debian, Random random, String playbook, String main, String dropIn,
            String shown) {
        List<String> settings = new ArrayList<>(playbook.lines().filter(l -> l.startsWith("      ")).toList());
        if (playbook.contains("match:")) {
            return;
        }
        Collections.shuffle(settings, random);
        String shuffled = playbook.lines().filter(l -> !l.startsWith("      ")).collect(Collectors.joining("\n")) + "\n"
                + String.join("\n", settings) + "\n";
        RecordedHost one = RecordedHost.debian(debian).file(MAIN, main).file(DROP_IN, dropIn);
        RecordedHost other = RecordedHost.debian(debian).file(MAIN, main).file(DROP_IN, dropIn);
        HostPlan usual = Planner.plan(Desired.HOST, Desired.of(playbook), one.facts(), Desired.CLIENT);
        HostPlan plan = Planner.plan(Desired.HOST, Desired.of(shuffled), other.facts(), Desired.CLIENT);
        assertThat(plan.getClass()).as("P7 " + shown).isEqualTo(usual.getClass());
        if (usual instanceof HostPlan.Changes a && plan instanceof HostPlan.Changes b) {
            Map<String, String> left = files(PlanGoldenTest.applied(one, a));
            Map<String, String> right = files(PlanGoldenTest.applied(other, b));
            for (MatchContext context : contexts()) {
                assertThat(dump(debian, left, context).differences(dump(debian, right, context))).as("P7 " + shown)
                        .isEmpty();
            }
        }
    }

    private static List<MatchContext> contexts() {
        return List.of(MatchContext.none(), MatchContext.of("carl", Set.of("carl"), "192.0.2.1", "192.0.2.11", 22),
                MatchContext.of("root", Set.of("root"), "198.51.100.7", "192.0.2.11", 22),
                MatchContext.of("mgrsys", Set.of("mgrsys", "sudo"), "192.0.2.1", "192.0.2.11", 22));
    }

    private static Dump dump(int debian, Map<String, String> files, MatchContext context) {
        Dialect dialect = new Dialect(debian == 11 ? 8 : debian == 12 ? 9 : 10,
                debian == 11 ? 4 : debian == 12 ? 2 : 0);
        Dump defaults = Dump.parse(RecordedHost.read(RecordedHost.HOSTS.resolve("debian" + debian + "/defaults")));
        return ConfigTree.of(MAIN, files).evaluate(dialect, context).over(defaults);
    }

    private static Map<String, String> files(RecordedHost host) {
        Map<String, String> files = new TreeMap<>();
        host.paths().stream().filter(p -> p.startsWith("/etc/ssh/")).forEach(p -> files.put(p, host.text(p)));
        return files;
    }

    private static String text(Random random, boolean main) {
        List<String> lines = new ArrayList<>();
        if (main && random.nextInt(4) > 0) {
            lines.add("Include /etc/ssh/sshd_config.d/*.conf");
        }
        for (int i = random.nextInt(main ? 9 : 3); i > 0; i--) {
            lines.add(switch (random.nextInt(6)) {
                case 0 -> "# note " + random.nextInt(100);
                case 1 -> "";
                case 2 -> "#" + setting(random);
                default -> setting(random);
            });
        }
        for (int i = random.nextInt(main ? 3 : 2); i > 0; i--) {
            lines.add("# block " + random.nextInt(100));
            lines.add("Match " + pick(random, CRITERIA));
            lines.add("\t" + matchSetting(random));
        }
        String end = random.nextInt(4) == 0 ? "\r\n" : "\n";
        return String.join(end, lines) + (lines.isEmpty() || random.nextInt(3) == 0 ? "" : end);
    }

    private static String setting(Random random) {
        String keyword = pick(random, List.copyOf(VALUES.keySet()));
        return keyword + " " + value(random, keyword);
    }

    private static String matchSetting(Random random) {
        String keyword = pick(random, List.of("MaxAuthTries", "X11Forwarding", "PermitTTY", "AcceptEnv"));
        return keyword + " " + value(random, keyword);
    }

    private static String playbook(Random random, boolean dropIn) {
        StringBuilder text = new StringBuilder("- hosts: all\n  sshd:\n");
        text.append("    placement: ").append(dropIn || random.nextBoolean() ? "drop-in" : "in-place").append('\n');
        text.append("    foreign_match: ").append(random.nextBoolean() ? "block" : "comment_out").append('\n');
        if (random.nextInt(3) == 0) {
            text.append("    match:\n");
            List<String> criteria = new ArrayList<>(CRITERIA);
            Collections.shuffle(criteria, random);
            for (int i = 1 + random.nextInt(2); i > 0; i--) {
                String keyword = pick(random, List.of("MaxAuthTries", "X11Forwarding", "PermitTTY"));
                text.append("    - {criteria: '").append(criteria.get(i)).append("', settings: {").append(keyword)
                        .append(": \"").append(value(random, keyword)).append("\"}}\n");
            }
        }
        text.append("    settings:\n");
        Set<String> chosen = new TreeSet<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            chosen.add(pick(random, List.copyOf(VALUES.keySet())));
        }
        chosen.forEach(k -> text.append("      ").append(k).append(": \"").append(value(random, k)).append("\"\n"));
        return text.toString();
    }

    private static String value(Random random, String keyword) {
        return pick(random, VALUES.getOrDefault(keyword, List.of()));
    }

    private static String pick(Random random, List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
