package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;

/** Where this controller keeps its journal and the backups it pulled: 0700, its own. */
final class StateFolder {
    /** System property that beats the environment. */
    static final String PROPERTY = "bulwarden.state";
    private static final Path SERVICE = Path.of("/var/lib/bulwarden-controller");

    private StateFolder() {}

    /**
     * What the demo set for itself, else {@code $BULWARDEN_STATE}, else {@code /var/lib/bulwarden-controller} when it is there and ours to write, else
     * {@code $XDG_STATE_HOME/bulwarden}, else {@code ~/.local/state/bulwarden}. It is made if it is missing.
     */
    static Path open(Map<String, String> environment) throws UserError {
        Path folder = choose(environment);
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            if (!Files.isWritable(folder)) {
                throw new IOException("not writable");
            }
        } catch (IOException e) {
            throw new UserError(Diagnostic.error("the state folder " + folder + " cannot be used: " + e.getMessage())
                    .remedy("make it writable for this user, or name another with BULWARDEN_STATE"));
        }
        return folder;
    }

    /** The same where it is there already, and nothing where it is not. */
    static Optional<Path> existing(Map<String, String> environment) {
        return Optional.of(choose(environment)).filter(Files::isDirectory);
    }

    private static Path choose(Map<String, String> environment) {
        String named = System.getProperty(PROPERTY, environment.getOrDefault("BULWARDEN_STATE", ""));
        if (!named.isEmpty()) {
            return Path.of(named);
        }
        if (Files.isDirectory(SERVICE) && Files.isWritable(SERVICE)) {
            return SERVICE;
        }
        String state = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = state.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".local", "state")
                : Path.of(state);
        return base.resolve("bulwarden");
    }
}
