package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read: whole or not there. */
final class PrivateFiles {
    private PrivateFiles() {}

    /** Writes text as UTF-8, mode 0600, replacing what was there. */
    static void write(Path file, String text) throws UserError {
        write(file, text, StandardCharsets.UTF_8);
    }

    static void write(Path file, String text, Charset charset) throws UserError {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path part = Files.createTempFile(folder, ".bulwarden-", ".part",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(part, text, charset);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserError(
                    Diagnostic.error(Place.file(file.toString()), "cannot be written: " + Inputs.reason(e)));
        }
    }
}
