package dev.bulwarden.syntax.pam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.yaml.GoldenFolder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A folder of PAM files: what is wrong with sshd's, then the same after commenting out {@code @include common-auth}. */
class PamGoldenTest {
    private static final String LINE = "@include  common-auth";

    @TestFactory
    List<DynamicTest> cases() {
        return GoldenFolder.cases("pam", texts -> {
            Map<String, PamService> files = texts.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> PamService.parse(e.getValue())));
            PamService before = Objects.requireNonNull(files.get("sshd"));
            assertThat(before.text()).isEqualTo(texts.get("sshd"));
            PamService after = before.commentOut(LINE);
            assertThat(after.find(LINE)).isEmpty();
            assertThat(after.commentOut(LINE)).isEqualTo(after);
            files.put("sshd", before);
            String lint = GoldenFolder.lines(PamLint.check("sshd", files));
            files.put("sshd", after);
            return "includes " + before.includes() + "\n" + lint + "--- found in " + before.find(LINE)
                    + ", commented out in " + after.findCommentedOut(LINE) + "\n" + after.text() + "\n---\n"
                    + GoldenFolder.lines(PamLint.check("sshd", files));
        });
    }
}
