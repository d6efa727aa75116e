package dev.bulwarden.syntax.sshd.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.syntax.sshd.ConfigTree;
import dev.bulwarden.syntax.sshd.Dialect;
import dev.bulwarden.syntax.sshd.Dump;
import dev.bulwarden.syntax.sshd.Effective;
import dev.bulwarden.syntax.sshd.Line;
import dev.bulwarden.syntax.sshd.MatchBlock;
import dev.bulwarden.syntax.sshd.MatchContext;
import dev.bulwarden.syntax.sshd.ReadLine;
import dev.bulwarden.syntax.sshd.SshdConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What holds for every edit of every line of every kept configuration, with each line end and without a final newline. */
class EditPropertiesTest {
    private static final Dialect DIALECT = new Dialect(10, 0);
    private static final MatchContext ROOT = MatchContext.of("root", Set.of("root"), "10.1.2.3", "192.0.2.11", 22);

    @Test
    void anEditChangesTheLinesItNamesAndNoOthers() {
        eachFile(file -> {
            for (int i = 0; i < file.size(); i++) {
                List<String> others = without(file, i);
                assertThat(without(file.commentOut(i), i)).isEqualTo(others);
                assertThat(file.commentOut(i).uncomment(i)).isEqualTo(file);
                assertThat(without(file.replace(i, "UsePAM no"), i)).isEqualTo(others);
                if (file.line(i) instanceof Line.Directive directive && !directive.value().isEmpty()) {
                    SshdConfig changed = file.setValue(i, "7");
                    assertThat(without(changed, i)).isEqualTo(others);
                    assertThat(changed.directive(i).word()).isEqualTo(directive.word());
                    assertThat(changed.line(i).eol()).isEqualTo(directive.eol());
                }
            }
        });
    }

    @Test
    void whatIsPutInAndTakenOutAgainLeavesNoTrace() {
        eachFile(file -> {
            for (int i = 0; i <= file.size(); i++) {
                SshdConfig longer = file.insert(i, List.of("MaxAuthTries 2", "# why"));
                assertThat(longer.line(i).content()).isEqualTo("MaxAuthTries 2");
                assertThat(ends(longer)).isEqualTo(file.size() == 0 || ends(file));
                if (file.size() > 0) {
                    assertThat(longer.delete(i + 1).delete(i).text()).isEqualTo(file.text());
                }
            }
        });
    }

    @Test
    void aMovedBlockTakesItsLinesAlongAndLosesNone() {
        eachFile(file -> {
            for (MatchBlock block : file.blocks()) {
                SshdConfig moved = file.move(block, file.blocks().getFirst().first());
                assertThat(sorted(moved)).isEqualTo(sorted(file));
                assertThat(moved.blocks()).hasSameSizeAs(file.blocks());
                assertThat(moved.blocks().getFirst().criteria()).isEqualTo(block.criteria());
                assertThat(file.remove(block).size()).isEqualTo(file.size() - (block.end() - block.first()));
            }
        });
    }

    @Test
    void aDeadLineCanBeCommentedOutWithoutAnyEffect() {
        Dump defaults = Answers.of("10.0").defaults();
        List<String> wrong = new ArrayList<>();
        int tried = 0;
        for (Sample sample : Sample.all()) {
            ConfigTree tree = ConfigTree.of(Sample.MAIN, sample.files());
            Effective before = tree.evaluate(DIALECT, ROOT);
            if (!before.problems().isEmpty()) {
                continue;
            }
            for (ReadLine dead : before.dead()) {
                tried++;
                SshdConfig file = tree.file(dead.origin().path()).orElseThrow().commentOut(dead.origin().index());
                var differences = before.over(defaults)
                        .differences(tree.with(file).evaluate(DIALECT, ROOT).over(defaults));
                if (!differences.isEmpty()) {
                    wrong.add(sample.name() + " " + dead.origin() + ": " + differences);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(tried).as("dead lines").isGreaterThan(10);
    }

    private static void eachFile(Consumer<SshdConfig> check) {
        for (Sample sample : Sample.all()) {
            for (Map.Entry<String, String> file : sample.files().entrySet()) {
                String text = file.getValue();
                check.accept(SshdConfig.parse(file.getKey(), text));
                check.accept(SshdConfig.parse(file.getKey(), text.replace("\n", "\r\n")));
                check.accept(SshdConfig.parse(file.getKey(), text.stripTrailing()));
            }
        }
    }

    private static boolean ends(SshdConfig file) {
        return file.text().endsWith("\n");
    }

    private static List<String> without(SshdConfig file, int index) {
        List<String> texts = new ArrayList<>(file.lines().stream().map(Line::text).toList());
        texts.remove(index);
        return texts;
    }

    private static List<String> sorted(SshdConfig file) {
        return file.lines().stream().map(Line::content).sorted().toList();
    }
}
