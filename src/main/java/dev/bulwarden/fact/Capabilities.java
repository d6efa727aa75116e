package dev.bulwarden.fact;

import java.util.Set;

/**
 * What the host lets us do.
 *
 * @param root whether the survey ran as root
 * @param systemd whether systemd is the init: {@code /run/systemd/system} exists
 * @param mountNamespace whether a private mount namespace can be made and mounted in
 * @param networkNamespace whether a private network namespace can be made
 * @param missingTools of the tools a transaction needs, those that are not there
 * @param noLogin whether {@code /etc/nologin} or {@code /run/nologin} keeps everybody but root out
 * @param immutable of the surveyed files and folders, those with chattr(1)'s immutable or append-only flag
 * @param clock the host's clock, seconds since 1970
 */
public record Capabilities(boolean root, boolean systemd, boolean mountNamespace, boolean networkNamespace,
        Set<String> missingTools, boolean noLogin, Set<String> immutable, long clock) {
    public Capabilities {
        missingTools = Set.copyOf(missingTools);
        immutable = Set.copyOf(immutable);
    }
}
