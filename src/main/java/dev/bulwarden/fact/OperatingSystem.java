package dev.bulwarden.fact;

import java.util.List;
import java.util.Objects;

/**
 * What /etc/os-release says, and the kernel's host name.
 *
 * @param id such as {@code debian}; {@code linux} when the file does not say, as os-release(5) wants it
 * @param like the families it belongs to, nearest first
 * @param versionId such as {@code 12}; empty when it has none
 * @param name for people, such as {@code Debian GNU/Linux 12 (bookworm)}
 * @param hostName as uname(1) prints it
 */
public record OperatingSystem(String id, List<String> like, String versionId, String name, String hostName) {
    public OperatingSystem {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(versionId, "versionId is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(hostName, "hostName is null");
        like = List.copyOf(like);
    }

    /** Whether it is Debian or derived from it. */
    public boolean debianFamily() {
        return id.equals("debian") || like.contains("debian");
    }
}
