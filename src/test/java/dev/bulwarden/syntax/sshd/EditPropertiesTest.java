package dev.bulwarden.syntax.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Edits of generated files touch what they name and nothing else. */
class EditPropertiesTest {
    private static final List<String> CONTENTS = List.of("", " ", "# note", "#Port 22", "Port 22",
            "\tUsePAM = yes # why",
            "Match User root", "  X11Forwarding no", "\"PermitRootLogin\" no", "\"broken", "Banner /\u00e9");

    private Random random = new Random(0);
    private String seed = "";
    private SshdConfig config = SshdConfig.parse("f", "");

    @BeforeEach
    void generate(RepetitionInfo repetition) {
        long number = 20_261_121L + repetition.getCurrentRepetition();
        seed = "seed " + number;
        random = new Random(number);
        StringBuilder text = new StringBuilder();
        int lines = 1 + random.nextInt(12);
        for (int i = 0; i < lines; i++) {
            text.append(CONTENTS.get(random.nextInt(CONTENTS.size()))).append(random.nextInt(4) == 0 ? "\r\n" : "\n");
        }
        if (random.nextInt(3) == 0) {
            text.append("PermitTTY yes");
        }
        config = SshdConfig.parse("f", text.toString());
    }

    @RepeatedTest(200)
    void aChangedLineIsTheOnlyOne() {
        int index = random.nextInt(config.size());
        SshdConfig edited = config.line(index) instanceof Line.Directive
                ? config.setValue(index, "x")
                : config.commentOut(index);
        for (int i = 0; i < config.size(); i++) {
            if (i != index) {
                assertThat(edited.line(i)).as(seed).isEqualTo(config.line(i));
            }
        }
        assertThat(edited.line(index).eol()).as(seed).isEqualTo(config.line(index).eol());
        assertThat(SshdConfig.parse("f", edited.text())).as(seed).isEqualTo(edited);
    }

    @RepeatedTest(200)
    void whatIsCommentedOutComesBack() {
        int index = random.nextInt(config.size());
        assertThat(config.commentOut(index).uncomment(index)).as(seed).isEqualTo(config);
    }

    @RepeatedTest(200)
    void whatIsInsertedAndDeletedLeavesNoTrace() {
        int index = random.nextInt(config.size() + 1);
        assertThat(config.insert(index, List.of("MaxAuthTries 3")).delete(index).text()).as(seed)
                .isEqualTo(config.text());
    }

    @RepeatedTest(200)
    void movedBlocksKeepEveryLine() {
        for (MatchBlock block : config.blocks()) {
            SshdConfig moved = config.move(block, config.blocks().getFirst().first());
            assertThat(sorted(moved)).as(seed).isEqualTo(sorted(config));
            assertThat(moved.text().endsWith("\n")).as(seed).isEqualTo(config.text().endsWith("\n"));
        }
    }

    @RepeatedTest(200)
    void blocksTileTheFileBelowTheFirstMatch() {
        List<MatchBlock> blocks = config.blocks();
        for (int i = 1; i < blocks.size(); i++) {
            assertThat(blocks.get(i).first()).as(seed).isEqualTo(blocks.get(i - 1).end());
        }
        if (!blocks.isEmpty()) {
            assertThat(blocks.getLast().end()).as(seed).isEqualTo(config.size());
        }
    }

    private static List<String> sorted(SshdConfig config) {
        List<String> contents = new ArrayList<>(config.lines().stream().map(Line::content).toList());
        contents.sort(null);
        return contents;
    }
}
