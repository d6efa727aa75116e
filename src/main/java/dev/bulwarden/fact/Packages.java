package dev.bulwarden.fact;

import java.util.List;
import java.util.Objects;

/**
 * What the package system is doing.
 *
 * @param locks who holds one of dpkg's locks right now
 * @param toTrixie whether apt's sources name Debian 13
 */
public record Packages(List<Lock> locks, boolean toTrixie) {
    /** Nothing. */
    public static final Packages IDLE = new Packages(List.of(), false);

    /**
     * A lock somebody holds.
     *
     * @param file such as {@code /var/lib/dpkg/lock-frontend}
     * @param program as the kernel shows it, such as {@code apt-get}
     */
    public record Lock(String file, int pid, String program) {
        public Lock {
            Objects.requireNonNull(file, "file is null");
            Objects.requireNonNull(program, "program is null");
        }
    }

    public Packages {
        locks = List.copyOf(locks);
    }
}
