package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Clean;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** What an exception says, in words for a user. */
final class Causes {
    private Causes() {}

    /** One clean line; the class's name where the exception is silent. */
    static String words(@Nullable Throwable problem) {
        return switch (problem) {
            case null -> "no reason given";
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file";
            default -> {
                String message = problem.getMessage();
                yield message == null || message.isBlank() ? problem.getClass().getSimpleName() : Clean.line(message);
            }
        };
    }

    /** The first cause of that type in the chain, or null. */
    static <T extends Throwable> @Nullable T find(Class<T> type, @Nullable Throwable problem) {
        Throwable at = problem;
        for (int depth = 0; at != null && depth < 20; depth++, at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }
}
