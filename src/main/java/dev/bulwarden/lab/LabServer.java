package dev.bulwarden.lab;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * One throwaway SSH server, as the roster remembers it.
 *
 * @param name its host name, and its name in the inventory
 * @param port where it listens on 127.0.0.1
 * @param process the process whose end is its end
 * @param started when that process started, in milliseconds since 1970: another process may get its number later
 */
public record LabServer(String name, int port, long process, long started) {
    public LabServer {
        Objects.requireNonNull(name, "name is null");
    }

    static LabServer of(String name, int port, ProcessHandle handle) {
        return new LabServer(name, port, handle.pid(), startOf(handle));
    }

    public boolean isRunning() {
        return handle().isPresent();
    }

    /** Its process, while that still runs. */
    Optional<ProcessHandle> handle() {
        return ProcessHandle.of(process).filter(h -> startOf(h) == started && !Processes.ended(h));
    }

    private static long startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
