package dev.bulwarden.yaml;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Texts of YAML and the trees, or the errors, they give. */
class YamlGoldenTest {
    @TestFactory
    List<DynamicTest> cases() {
        return GoldenFolder.cases("yaml", files -> {
            YamlReader.Parsed parsed = YamlReader.parse("in.yml", Objects.requireNonNull(files.get("in.yml")));
            return GoldenFolder.lines(parsed.diagnostics()) + parsed.root().map(r -> show(r, "")).orElse("");
        });
    }

    private static String show(YamlNode node, String indent) {
        String at = " @" + node.place().line() + ":" + node.place().column() + "\n";
        StringBuilder text = new StringBuilder(indent);
        switch (node) {
            case YamlNode.Scalar s -> text.append(s.quoted() ? "quoted " : "plain ").append(s.text()).append(at);
            case YamlNode.Broken _ -> text.append("broken").append(at);
            case YamlNode.Sequence(var _, var items) -> {
                text.append("list").append(at);
                items.forEach(i -> text.append(show(i, indent + "  ")));
            }
            case YamlNode.Mapping(var _, var pairs) -> {
                text.append("mapping").append(at);
                pairs.forEach(e -> text.append(indent).append("  ").append(e.name()).append(":\n")
                        .append(show(e.value(), indent + "    ")));
            }
        }
        return text.toString();
    }
}
