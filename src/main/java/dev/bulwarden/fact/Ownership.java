package dev.bulwarden.fact;

import java.util.Objects;

/**
 * Who owns a file or folder and who may use it.
 *
 * @param mode permission bits, such as 0644 octal, with set-id and sticky bits
 * @param user its owner's name, or the number when it has none
 * @param group its group's name, or the number when it has none
 */
public record Ownership(int mode, int uid, int gid, String user, String group) {
    public Ownership {
        Objects.requireNonNull(user, "user is null");
        Objects.requireNonNull(group, "group is null");
        if (mode < 0 || mode > 07777) {
            throw new IllegalArgumentException("no mode: " + Integer.toOctalString(mode));
        }
    }

    /** Whether only root can change it. */
    public boolean rootOnly() {
        return uid == 0 && (mode & 0002) == 0 && (gid == 0 || (mode & 0020) == 0);
    }
}
