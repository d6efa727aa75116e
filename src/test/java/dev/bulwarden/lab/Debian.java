package dev.bulwarden.lab;

import java.util.List;
import java.util.stream.Stream;

/** A Debian release of the lab; its image is made by {@code src/lab/images.sh}. */
public enum Debian {
    /** Debian 11, OpenSSH 8.4, what Proxmox VE 7 stands on. */
    BULLSEYE(11),
    /** Debian 12, OpenSSH 9.2, what Proxmox VE 8 stands on. */
    BOOKWORM(12),
    /** Debian 13, OpenSSH 10.0, what Proxmox VE 9 stands on. */
    TRIXIE(13),
    /** Debian testing, OpenSSH 10.6; in the lab always without systemd, which wants cgroup v2 there. */
    FORKY(14);

    private final int release;

    Debian(int release) {
        this.release = release;
    }

    /** Those whose first process is systemd. */
    public static List<Debian> withSystemd() {
        return Stream.of(values()).filter(Debian::systemd).toList();
    }

    /** Whether systemd runs the host; else a plain sh has started its sshd. */
    public boolean systemd() {
        return this != FORKY;
    }

    public int release() {
        return release;
    }

    /** The image's name in the local Docker daemon. */
    public String image() {
        return "bulwarden/debian:" + release;
    }

    @Override
    public String toString() {
        return "Debian " + release;
    }
}
