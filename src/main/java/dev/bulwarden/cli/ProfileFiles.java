package dev.bulwarden.cli;

import dev.bulwarden.playbook.ProfileSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Profiles by path (a name with a slash or an ending), relative to the playbook; else by name in the folder {@code profiles} beside the
 * playbook, then among those shipped with the program.
 *
 * @param playbook the file that names them
 */
record ProfileFiles(Path playbook) implements ProfileSource {
    @Override
    public Optional<Found> find(String nameOrPath) {
        for (Path file : candidates(nameOrPath)) {
            if (Files.isRegularFile(file)) {
                try {
                    return Optional.of(new Found(file.toString(), Files.readString(file)));
                } catch (IOException e) {
                    throw new UncheckedIOException(file + " cannot be read: " + Inputs.reason(e), e);
                }
            }
        }
        return Optional.empty();
    }

    private List<Path> candidates(String nameOrPath) {
        if (nameOrPath.contains("/") || nameOrPath.endsWith(".yml") || nameOrPath.endsWith(".yaml")) {
            return List.of(beside(nameOrPath), Path.of(nameOrPath));
        }
        return folders().stream().map(f -> f.resolve(nameOrPath + ".yml")).toList();
    }

    private List<Path> folders() {
        return List.of(beside("profiles"), shipped());
    }

    private Path beside(String path) {
        return playbook.resolveSibling(path);
    }

    /** The launcher says where the program lies; in a build it is the folder above the jar's. */
    private static Path shipped() {
        return Path.of(System.getProperty("bulwarden.home", "."), "playbooks", "profiles");
    }

    @Override
    public List<String> names() {
        return folders().stream().filter(Files::isDirectory).flatMap(ProfileFiles::names).distinct().sorted().toList();
    }

    private static Stream<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".yml"))
                    .map(f -> f.substring(0, f.length() - 4)).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
