package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.control.Asked;
import dev.bulwarden.control.Overrides;
import dev.bulwarden.control.OverridingLine;
import dev.bulwarden.control.Resolution;
import dev.bulwarden.control.Settings;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Visit;
import dev.bulwarden.control.Wanted;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.syntax.sshd.Dump;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an audit says of a host with Match blocks of others is true of every login: whatever passes is so for the real sshd at 50 random logins,
 * and whatever fails is shown by one of them, or by the one that the audit names.
 */
class EveryLoginLabTest {
    private static final long SEED = Long.getLong("bulwarden.seed", 20_261_128);
    private static final int TREES = Integer.getInteger("bulwarden.trees",
            Boolean.getBoolean("bulwarden.full") ? 500 : 25);
    private static final int LOGINS = 50;
    private static final int BATCH = 25;
    private static final String SCRIPT = """
            rm -rf /tmp/sample /tmp/batch; mkdir -p /tmp/sample/first /tmp/batch /run/sshd && cd / || exit 1
            awk -v RS='\\036' '{ file = "/tmp/batch/" NR; printf "%s", $0 > file; close(file) }' /tmp/batch.txt
            i=1
            while [ -s "/tmp/batch/$i" ]; do
                asked=$(cat "/tmp/batch/$i")
                for name in main first/10-a.conf in.conf; do
                    i=$((i + 1))
                    tail -c +2 "/tmp/batch/$i" >"/tmp/sample/$name"
                done
                i=$((i + 1))
                if sshd -T -f /tmp/sample/main -C user=root,host=192.0.2.1,addr=192.0.2.1,laddr=192.0.2.11,lport=22 >/tmp/out 2>/tmp/err; then
                    while read -r context; do
                        printf '#@ '
                        case $context in
                            -) sshd -T -f /tmp/sample/main 2>/dev/null || echo port unasked ;;
                            *) sshd -T -f /tmp/sample/main -C "$context" 2>/dev/null || echo port refused ;;
                        esac
                    done <"/tmp/batch/$i" | grep -E "$asked"
                else
                    printf '#! '
                    head -n 1 /tmp/err
                fi
                echo '#='
                i=$((i + 1))
            done
            """;

    private static final String WAIT = "i=0; while [ $i -lt 100 ] && [ ! -e /tmp/answered ]; do sleep 0.1; i=$((i + 1)); done; [ ! -e /tmp/answered ] || echo answered";

    private final List<String> wrong = new ArrayList<>();
    private int passes;
    private int fails;
    private int unknown;
    private int refused;
    private int logins;
    private final Map<String, Integer> complaints = new TreeMap<>();

    /** What is asked of sshd about one tree. */
    private record Trial(ForeignTree sample, SshdTree tree, Wanted wanted, Overrides overrides, List<Evidence> evidence,
            List<Visit> visits) {}

    @EachDebian
    void whatPassesHoldsAndWhatFailsIsShown(Debian debian) {
        LabHost host = LabHost.on(debian).withScript(ForeignTree.accounts()).shared();
        Random random = new Random(SEED + debian.release());
        List<Trial> batch = new ArrayList<>();
        for (int i = 0; i < TREES; i++) {
            batch.add(trial(random, debian));
            if (batch.size() == BATCH || i + 1 == TREES) {
                judge(batch, ask(host, batch), debian);
                batch.clear();
            }
        }
        System.out.printf(
                "%s: %d trees, seed %d, %d refused by sshd %s, %d logins; %d items pass, %d fail, %d not known, %d"
                        + " wrong%n",
                debian, TREES, SEED, refused, complaints, logins, passes, fails, unknown, wrong.size());
        assertThat(wrong).as("seed %d", SEED).isEmpty();
        assertThat(passes).as("items that pass").isGreaterThan(TREES / 4);
        assertThat(fails).as("items that fail").isGreaterThan(TREES / 4);
        assertThat(unknown).as("items not known").isLessThan(TREES / 20 + 1);
        assertThat(refused).as("trees that sshd refuses").isLessThan(TREES / 3);
    }

    private static Trial trial(Random random, Debian debian) {
        ForeignTree sample = ForeignTree.of(random, debian);
        HostFacts facts = sample.host(debian).facts();
        DesiredState desired = Desired.of(sample.playbook());
        SshdTree tree = SshdTree.of(facts.server().orElseThrow());
        Wanted wanted = Resolution.of(desired.requirements(), tree, facts).wanted();
        Overrides overrides = Overrides.of(wanted, tree, new Principals(facts, List.of()).population());
        List<Visit> visits = new ArrayList<>();
        for (int i = 0; i < LOGINS; i++) {
            visits.add(sample.login(random, debian));
        }
        overrides.lines().stream().map(OverridingLine::witness).distinct().forEach(visits::add);
        return new Trial(sample, tree, wanted, overrides, Audit.evidence(desired, facts), visits);
    }

    private static List<String> ask(LabHost host, List<Trial> batch) {
        StringBuilder data = new StringBuilder();
        for (Trial trial : batch) {
            data.append(Asked.globally(trial.wanted(), trial.tree()).settings().keySet().stream()
                    .collect(Collectors.joining("|", "^(#@ port|#!|", ") "))).append('\u001e');
            trial.sample().files().values().forEach(text -> data.append('.').append(text).append('\u001e'));
            data.append("-\n");
            trial.visits().forEach(visit -> data.append(visit.argument()).append('\n'));
            data.append('\u001e');
        }
        host.write("/tmp/batch.txt", data.toString());
        host.write("/tmp/ask.sh", SCRIPT);
        host.sh("rm -f /tmp/answers /tmp/answered; setsid sh -c 'sh /tmp/ask.sh >/tmp/answers; echo >/tmp/answered' </dev/null >/dev/null 2>&1 &");
        while (!host.sh(WAIT).equals("answered\n")) {
            // However slow this machine is.
        }
        List<String> answers = List.of(host.read("/tmp/answers").split("#=\n"));
        assertThat(answers).hasSameSizeAs(batch);
        return answers;
    }

    private void judge(List<Trial> batch, List<String> answers, Debian debian) {
        for (int i = 0; i < batch.size(); i++) {
            String said = answers.get(i);
            if (said.contains("#!")) {
                refused++;
                complaints.merge(said.replaceFirst("(?s).*#! ", "").replaceAll("\\d+|\n", "").strip(), 1, Integer::sum);
            } else {
                List<Dump> dumps = Stream.of(said.split("#@ ")).skip(1).map(Dump::parse).toList();
                assertThat(dumps).hasSize(batch.get(i).visits().size() + 1);
                logins += dumps.size() - 1;
                judge(batch.get(i), dumps, debian);
            }
        }
    }

    private void judge(Trial trial, List<Dump> said, Debian debian) {
        Map<String, List<String>> broken = new LinkedHashMap<>();
        for (int i = 0; i < said.size(); i++) {
            Asked asked = i == 0
                    ? Asked.globally(trial.wanted(), trial.tree())
                    : Asked.of(trial.wanted(), trial.tree(), trial.visits().get(i - 1));
            if (said.get(i).lines("port").equals(List.of("unasked"))) {
                // Without a connection sshd refuses every tree that has a Match LocalPort.
                continue;
            }
            assertThat(said.get(i).lines("port")).as(trial.sample().files() + " " + trial.visits())
                    .isNotEqualTo(List.of("refused"));
            String login = i == 0 ? "globally" : trial.visits().get(i - 1).argument();
            Dump dump = said.get(i);
            asked.settings().forEach((printed, setting) -> {
                if (!Settings.agrees(setting, dump.values().getOrDefault(printed, List.of()), trial.tree())) {
                    broken.computeIfAbsent(setting.item().id(), _ -> new ArrayList<>())
                            .add(login + " " + printed + " " + dump.values().getOrDefault(printed, List.of()));
                }
            });
        }
        for (Evidence evidence : trial.evidence()) {
            String item = evidence.item().id();
            List<String> shown = broken.getOrDefault(item, List.of());
            boolean asked = trial.wanted().settings().stream().anyMatch(s -> s.item().id().equals(item));
            switch (evidence.verdict()) {
                case PASS, PASS_BY_DEFAULT -> {
                    passes++;
                    if (!shown.isEmpty()) {
                        wrong("passes, but " + shown, trial, evidence, debian);
                    }
                }
                case FAIL -> {
                    fails++;
                    if (shown.isEmpty() && (asked || !trial.overrides().of(item).isEmpty())) {
                        wrong("fails, but no login shows it", trial, evidence, debian);
                    }
                }
                case NOT_KNOWN -> unknown++;
                case WAIVED, NOT_APPLICABLE -> {
                }
            }
        }
    }

    private void wrong(String what, Trial trial, Evidence evidence, Debian debian) {
        wrong.add(debian + ": " + evidence.item().id() + " " + what + "\n" + evidence + "\n" + trial.sample().playbook()
                + trial.sample().files() + "\n" + trial.overrides().lines() + "\n");
    }
}
