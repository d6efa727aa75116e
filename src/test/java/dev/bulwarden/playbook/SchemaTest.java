package dev.bulwarden.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.bulwarden.inventory.InventoryShape;
import dev.bulwarden.yaml.JsonSchema;
import dev.bulwarden.yaml.Shape;
import dev.bulwarden.yaml.ShapeCheck;
import dev.bulwarden.yaml.YamlNode;
import dev.bulwarden.yaml.YamlReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schemas and the readers agree about every shipped file and every golden case. */
class SchemaTest {
    private static final Schema INVENTORY = schema("Bulwarden inventory", InventoryShape.SHAPE);
    private static final Schema PLAYBOOK = schema("Bulwarden playbook", PlaybookShape.SHAPE);
    private static final Schema PROFILE = schema("Bulwarden profile", ProfileShape.SHAPE);

    @TestFactory
    List<DynamicTest> agrees() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        files("src/test/resources/inventory", "inventory").forEach(
                f -> tests.add(test(f, INVENTORY, InventoryShape.SHAPE)));
        files("src/test/resources/playbook", "playbooks").forEach(f -> tests.add(
                f.endsWith("site.yml") || f.equals(Path.of("playbooks/proxmox-standalone.yml"))
                        ? test(f, PLAYBOOK, PlaybookShape.SHAPE)
                        : test(f, PROFILE, ProfileShape.SHAPE)));
        assertThat(tests).hasSizeGreaterThan(30);
        return tests;
    }

    private static DynamicTest test(Path file, Schema schema, Shape shape) {
        return DynamicTest.dynamicTest(file.toString(), () -> {
            YamlReader.Parsed parsed = YamlReader.parse(file.toString(), ShippedFilesTest.text(file));
            if (parsed.root().isPresent() && parsed.diagnostics().isEmpty()) {
                YamlNode root = parsed.root().get();
                boolean fits = ShapeCheck.check(root, shape).isEmpty();
                assertThat(schema.validate(json(root).toString(), InputFormat.JSON).isEmpty())
                        .as(schema.validate(json(root).toString(), InputFormat.JSON).toString()).isEqualTo(fits);
            }
        });
    }

    private static JsonNode json(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar s -> JsonNodeFactory.instance.stringNode(s.text());
            case YamlNode.Sequence(var _, var items) -> {
                ArrayNode array = JsonNodeFactory.instance.arrayNode();
                items.forEach(i -> array.add(json(i)));
                yield array;
            }
            case YamlNode.Mapping(var _, var pairs) -> {
                ObjectNode object = JsonNodeFactory.instance.objectNode();
                pairs.forEach(e -> object.set(e.name(), json(e.value())));
                yield object;
            }
            case YamlNode.Broken _ -> throw new IllegalArgumentException("broken");
        };
    }

    private static Schema schema(String title, Shape shape) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(JsonSchema.of(title, shape), InputFormat.JSON);
    }

    private static List<Path> files(String... folders) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String folder : folders) {
            try (Stream<Path> walk = Files.walk(Path.of(folder))) {
                found.addAll(walk.filter(p -> p.toString().endsWith(".yml")).sorted().toList());
            }
        }
        return found;
    }
}
