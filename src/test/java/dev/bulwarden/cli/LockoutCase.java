package dev.bulwarden.cli;

import dev.bulwarden.lab.Debian;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * One way to lock oneself out, staged on a real host: a folder below {@code src/test/resources/lockouts}. It holds {@code playbook.yml},
 * {@code expected.properties} and, where needed, {@code setup.sh} (root runs it on the host before) and {@code cleanup.sh} (after, for
 * what a reset does not take back: it restores /etc, /root and /home and starts sshd anew). Keys of {@code expected.properties}; with a
 * suffix such as {@code .11} they hold on that Debian alone:
 *
 * <ul>
 * <li>{@code outcome}: {@code refused}, {@code blocked}, {@code rolled-back}, or {@code error} where no outcome is reached
 * <li>{@code id}: the guard that must speak; left out where none can
 * <li>{@code reason}: words the report must hold
 * <li>{@code login}: our own account, {@code bulwarden} when left out
 * <li>{@code debian}: the releases where this locks out, all when left out
 * <li>{@code host}: more keys of the host in the inventory, as {@code port: 2222, credentials: …}; {@code KEY(carl)} is a key file
 * <li>{@code arguments}: more arguments of {@code apply}
 * </ul>
 *
 * @param name its folder's
 */
record LockoutCase(String name, Path folder, Properties expected) {
    static final Path FOLDER = Path.of("src/test/resources/lockouts");

    /** Those whose names begin so. */
    static List<LockoutCase> named(String beginning) throws IOException {
        List<LockoutCase> cases = new ArrayList<>();
        try (Stream<Path> folders = Files.list(FOLDER)) {
            for (Path folder : folders.filter(f -> f.getFileName().toString().startsWith(beginning)).sorted()
                    .toList()) {
                Properties expected = new Properties();
                try (Reader reader = Files.newBufferedReader(folder.resolve("expected.properties"))) {
                    expected.load(reader);
                }
                cases.add(new LockoutCase(folder.getFileName().toString(), folder, expected));
            }
        }
        return cases;
    }

    /** The releases it is for; not in full only one of them, which the name decides. */
    List<Debian> releases(boolean full) {
        List<String> wanted = List.of(expected.getProperty("debian", "11 12 13").split(" "));
        List<Debian> releases = Stream.of(Debian.values()).filter(d -> wanted.contains(String.valueOf(d.release())))
                .toList();
        return full ? releases : List.of(releases.get(Math.floorMod(name.hashCode(), releases.size())));
    }

    Optional<String> expected(String key, Debian debian) {
        return Optional.ofNullable(expected.getProperty(key + "." + debian.release(), expected.getProperty(key)));
    }

    String outcome(Debian debian) {
        return expected("outcome", debian).orElseThrow();
    }

    String login(Debian debian) {
        return expected("login", debian).orElse("bulwarden");
    }

    String playbook() {
        return folder.resolve("playbook.yml").toString();
    }

    /** {@code setup} or {@code cleanup}; empty text when the case has none. */
    String script(String which) throws IOException {
        Path file = folder.resolve(which + ".sh");
        return Files.exists(file) ? Objects.requireNonNull(Files.readString(file)) : "";
    }
}
