package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.control.Resolution;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Wanted;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.OnHost;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachRelease;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.syntax.sshd.Dump;
import dev.bulwarden.syntax.sshd.Keyword;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every name of every switch of sshd, globally and in a Match block, as a playbook may say it: what is written for a release is taken by its
 * sshd and shows in its dump; what is refused beforehand, sshd refuses or ignores too.
 */
class AliasScopeLabTest {
    private static final String SCRIPT = """
            mkdir -p /run/sshd /tmp/alias && cd /tmp/alias && rm -f ./* && awk -v RS='\\036' '{ printf "%s", $0 > NR; close(NR) }' /tmp/aliases
            i=1
            while [ -s "$i" ]; do
                sshd -t -f "$i" >err 2>&1
                printf '\\035%s\\037' "$?"
                sshd -T -C user=root,host=192.0.2.1,addr=192.0.2.1,laddr=192.0.2.11,lport=22 -f "$i" 2>>err
                printf '\\037'
                cat err
                i=$((i + 1))
            done
            """;

    private static final int BATCH = 80;

    /** What a playbook says, and what we write for it; no lines: we refuse to. */
    private record Said(String word, boolean inMatch, String value, List<String> lines) {
        /** As we write it; else as the playbook says it. */
        String config() {
            List<String> body = lines.isEmpty() ? List.of(word + " " + value) : lines;
            return (inMatch ? "Match User root\n    " : "") + String.join(inMatch ? "\n    " : "\n", body) + "\n";
        }
    }

    @EachRelease
    void eachNameIsWrittenWhereItMayStand(Debian debian) {
        LabHost host = LabHost.on(debian).shared();
        HostFacts facts = OnHost.ask(host, new Survey("root", List.of(), List.of(), List.of()));
        SshdTree tree = SshdTree.of(facts.server().orElseThrow());
        List<Said> all = new ArrayList<>();
        for (Keyword keyword : Keyword.all()) {
            keyword.names().forEach(name -> List.of(true, false).forEach(inMatch -> values(keyword)
                    .forEach(value -> all.add(said(name.word(), inMatch, value, tree, facts)))));
        }
        assertThat(all).hasSizeGreaterThan(100);
        List<String> wrong = judge(host, all, tree);
        System.out.printf("%s: %d of %d names, scopes and values are written%n", debian,
                all.stream().filter(s -> !s.lines().isEmpty()).count(), all.size());
        assertThat(wrong).isEmpty();
    }

    /** Both of a switch; one of what has had another name; none of what is neither. */
    private static List<String> values(Keyword keyword) {
        if (keyword.standing() != Keyword.Standing.LIVE && keyword.standing() != Keyword.Standing.KERBEROS) {
            return List.of();
        }
        // PerSourcePenalties yes is printed as the times it stands for.
        boolean flag = !keyword.name().equals("PerSourcePenalties")
                && keyword.check(List.of("no"), false).isEmpty() && keyword.check(List.of("yes"), false).isEmpty()
                && !keyword.check(List.of("maybe"), false).isEmpty();
        boolean keys = keyword.name().endsWith("AcceptedAlgorithms");
        return flag ? List.of("yes", "no") : keys ? List.of("ssh-ed25519") : List.of();
    }

    private static Said said(String word, boolean inMatch, String value, SshdTree tree, HostFacts facts) {
        String playbook = inMatch
                ? "- {hosts: all, sshd: {match: [{criteria: User root, settings: {%s: %s}}]}}\n".formatted(word, value)
                : "- {hosts: all, sshd: {settings: {%s: %s}}}\n".formatted(word, value);
        List<Wanted.Setting> settings;
        try {
            Resolution resolution = Resolution.of(Desired.of(playbook).requirements(), tree, facts);
            Wanted wanted = resolution.wanted();
            settings = !resolution.problems().isEmpty()
                    ? List.of()
                    : inMatch ? wanted.blocks().getFirst().settings() : wanted.settings();
        } catch (AssertionError refused) {
            // The playbook itself is refused: nothing of that kind may stand in a Match block in any release.
            assertThat(refused).hasMessageContaining("is not allowed within a Match block");
            settings = List.of();
        }
        return new Said(word, inMatch, value, settings.stream()
                .map(s -> tree.spelling(s.keyword()) + " " + s.lines().getFirst()).toList());
    }

    /** In parts, for the lab ends a script that takes long, and a host may be slow. */
    private static String[] answers(LabHost host, List<Said> all) {
        List<String> answers = new ArrayList<>();
        for (int from = 0; from < all.size(); from += BATCH) {
            List<Said> batch = all.subList(from, Math.min(all.size(), from + BATCH));
            host.write("/tmp/aliases", String.join("\u001e", batch.stream().map(Said::config).toList()) + "\u001e");
            answers.addAll(List.of(host.sh(SCRIPT).substring(1).split("\u001d", -1)));
        }
        assertThat(answers).hasSameSizeAs(all);
        return answers.toArray(String[]::new);
    }

    private static List<String> judge(LabHost host, List<Said> all, SshdTree tree) {
        String[] answers = answers(host, all);
        List<String> wrong = new ArrayList<>();
        Map<String, String> shown = new LinkedHashMap<>();
        for (int i = 0; i < answers.length; i++) {
            Said said = all.get(i);
            String[] fields = answers[i].split("\u001f", -1);
            boolean taken = fields[0].equals("0") && !fields[1].isEmpty();
            if (said.lines().isEmpty()) {
                if (taken && !challenged(said)) {
                    wrong.add("refused without need: " + said);
                }
            } else if (!taken) {
                wrong.add("sshd does not take " + said + ": " + fields[2].strip());
            } else {
                Dump dump = Dump.parse(fields[1]);
                String line = said.lines().getFirst();
                String printed = tree.printedName(Keyword.of(line.substring(0, line.indexOf(' '))).orElseThrow());
                boolean unprinted = tree.defaults().lines(printed).isEmpty();
                shown.put(said.word(), printed);
                if (!unprinted && !dump.lines(printed).equals(List.of(said.value()))) {
                    wrong.add(said + " shows as " + printed + " " + dump.lines(printed));
                }
            }
        }
        assertThat(shown).hasSizeGreaterThan(40);
        return wrong;
    }

    /** sshd 8.4 takes it, and then refuses every answer. */
    private static boolean challenged(Said said) {
        return said.inMatch() && said.value().equals("yes")
                && List.of("KbdInteractiveAuthentication", "ChallengeResponseAuthentication", "SkeyAuthentication")
                        .contains(said.word());
    }
}
