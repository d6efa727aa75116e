package dev.bulwarden.fact;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** The upstream release of OpenSSH. What a distribution has patched since does not show here. */
public record OpenSshVersion(int major, int minor) implements Comparable<OpenSshVersion> {
    private static final Pattern BANNER = Pattern.compile("OpenSSH_([0-9]{1,3})\\.([0-9]{1,3})(?:[^0-9].*)?",
            Pattern.DOTALL);
    private static final Comparator<OpenSshVersion> ORDER = Comparator.comparingInt(OpenSshVersion::major)
            .thenComparingInt(OpenSshVersion::minor);

    public OpenSshVersion {
        if (major < 0 || minor < 0) {
            throw new IllegalArgumentException("no OpenSSH version: " + major + "." + minor);
        }
    }

    /** Reads what {@code ssh -V} prints, such as {@code OpenSSH_9.2p1 Debian-2+deb12u7, OpenSSL 3.0.17}; empty: not OpenSSH. */
    public static Optional<OpenSshVersion> of(String banner) {
        var match = BANNER.matcher(banner);
        return match.matches()
                ? Optional.of(new OpenSshVersion(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2))))
                : Optional.empty();
    }

    /** Whether it is this release or a later one. */
    public boolean atLeast(int otherMajor, int otherMinor) {
        return compareTo(new OpenSshVersion(otherMajor, otherMinor)) >= 0;
    }

    @Override
    public int compareTo(OpenSshVersion other) {
        return ORDER.compare(this, other);
    }

    /** Such as {@code 9.2}. */
    @Override
    public String toString() {
        return major + "." + minor;
    }
}
