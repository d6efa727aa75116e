package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Action;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.change.FileEdit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each folder is a case: a playbook, what is different from a recorded Debian host ({@code facts}, {@code before/}), and per release the plan
 * and the files that must come out. With {@code -Dbulwarden.golden=write} these are written, to be read by a person.
 */
class PlanGoldenTest {

    private static final Path CASES = Path.of("src/test/resources/plan/cases");

    /** How a file is written before it is planned for. */
    private enum Variant {
        AS_IS, CRLF, NO_FINAL_NEWLINE
    }

    @TestFactory
    List<DynamicTest> cases() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (Stream<Path> cases = Files.list(CASES)) {
            for (Path folder : cases.filter(Files::isDirectory).sorted().toList()) {
                for (int debian : releases(folder)) {
                    tests.add(DynamicTest.dynamicTest(folder.getFileName() + " on Debian " + debian,
                            () -> run(folder, debian)));
                }
            }
        }
        return tests;
    }

    private static void run(Path folder, int debian) throws IOException {
        DesiredState desired = Desired.of(RecordedHost.read(folder.resolve("playbook.yml")), profiles(folder));
        HostPlan plan = Planner.plan(Desired.HOST, desired, host(folder, debian, Variant.AS_IS).facts(),
                Desired.CLIENT);
        compare(folder.resolve("plan-" + debian + ".txt"), Shown.text(plan));
        if (plan instanceof HostPlan.Changes changes) {
            Path after = folder.resolve("after-" + debian);
            for (FileEdit edit : changes.edits()) {
                compare(after.resolve(edit.path().substring(1)), edit.after().orElseThrow().bytes());
            }
            assertThat(PlanFile.read("p", PlanFile.write(Shown.plan(changes))).diagnostics()).isEmpty();
            settles(folder, debian, desired, changes);
            for (Variant variant : List.of(Variant.CRLF, Variant.NO_FINAL_NEWLINE)) {
                variant(folder, debian, desired, changes, variant);
            }
        }
    }

    private static void settles(Path folder, int debian, DesiredState desired, HostPlan.Changes changes) {
        RecordedHost host = applied(host(folder, debian, Variant.AS_IS), changes);
        assertThat(Planner.plan(Desired.HOST, desired, host.facts(), Desired.CLIENT))
                .isInstanceOf(HostPlan.Converged.class);
    }

    /** Line ends and the end of the file make no difference to what is changed, and stay as they were. */
    private static void variant(Path folder, int debian, DesiredState desired, HostPlan.Changes usual,
            Variant variant) {
        HostPlan plan = Planner.plan(Desired.HOST, desired, host(folder, debian, variant).facts(), Desired.CLIENT);
        assertThat(plan).as(variant + ": " + Shown.text(plan)).isInstanceOf(HostPlan.Changes.class);
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> found = new TreeMap<>();
        usual.edits().forEach(e -> expected.put(e.path(),
                e.before().isEmpty() ? bytes(e) : write(e.path(), bytes(e), variant)));
        ((HostPlan.Changes) plan).edits().forEach(e -> found.put(e.path(), bytes(e)));
        assertThat(found).isEqualTo(expected);
    }

    private static String bytes(FileEdit edit) {
        return edit.after().orElseThrow().bytes();
    }

    static RecordedHost applied(RecordedHost host, HostPlan.Changes changes) {
        changes.edits().forEach(e -> host.file(e.path(), bytes(e)));
        for (Action action : changes.actions()) {
            switch (action) {
                case Action.CreateGroup(String group) -> host.group(group);
                case Action.AddMember(String group, String user) -> host.member(group, user);
                case Action.DeleteGroup _,Action.RemoveMember _ -> throw new AssertionError(action);
            }
        }
        return host.manifest(
                ManifestFile.write(new Manifest(new TransactionId("t1"), "r1", "test", "", Instant.EPOCH, List.of(),
                        changes.actions(), changes.managed(), List.of(), Optional.of(""), List.of())));
    }

    private static RecordedHost host(Path folder, int debian, Variant variant) {
        RecordedHost host = RecordedHost.debian(debian);
        Path before = folder.resolve("before");
        if (Files.isDirectory(before)) {
            host.overlay(before, "");
        }
        RecordedHost.read(folder.resolve("facts")).lines().map(line -> line.split(" ")).forEach(words -> {
            switch (words[0]) {
                case "debian" -> {
                }
                case "login" -> host.login(words[1]);
                case "user" -> host.user(words[1], words[2].split(","));
                case "locked" -> host.locked(words[1]);
                case "key" -> host.key(words[1], words.length > 2 ? words[2] : "");
                case "password" -> host.password(words[1]);
                case "pve" -> host.proxmox(words[1].equals("clustered"));
                case "taken" -> host.taken(Integer.parseInt(words[1]));
                case "manifest" -> host.manifest(RecordedHost.read(folder.resolve(words[1])));
                default -> throw new AssertionError(words[0]);
            }
        });
        host.paths().forEach(path -> {
            String text = write(path, host.text(path), variant);
            if (!text.equals(host.text(path))) {
                host.file(path, text);
            }
        });
        return host;
    }

    private static String write(String path, String text, Variant variant) {
        return switch (variant) {
            case AS_IS -> text;
            case CRLF -> path.endsWith("00-bulwarden.conf") ? text : text.replace("\r", "").replace("\n", "\r\n");
            case NO_FINAL_NEWLINE -> path.endsWith("00-bulwarden.conf") ? text : text.stripTrailing();
        };
    }

    private static List<Integer> releases(Path folder) {
        return RecordedHost.read(folder.resolve("facts")).lines().filter(l -> l.startsWith("debian "))
                .flatMap(l -> Stream.of(l.substring(7).split(" "))).map(Integer::parseInt).toList();
    }

    private static Map<String, String> profiles(Path folder) throws IOException {
        Map<String, String> profiles = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(f -> f.toString().endsWith(".yml") && !f.endsWith("playbook.yml"))
                    .forEach(f -> profiles.put(f.getFileName().toString(), RecordedHost.read(f)));
        }
        return profiles;
    }

    private static void compare(Path expected, String actual) {
        try {
            if ("write".equals(System.getProperty("bulwarden.golden"))) {
                Files.createDirectories(expected.getParent());
                Files.writeString(expected, actual, StandardCharsets.ISO_8859_1);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(actual).as(expected.toString()).isEqualTo(RecordedHost.read(expected));
    }
}
