package dev.bulwarden.fact;

import java.util.Objects;

/**
 * A Proxmox VE node.
 *
 * @param version what pveversion(1) prints, such as {@code pve-manager/8.2.4/…}; empty: it cannot tell
 * @param clustered whether {@code /etc/pve/corosync.conf} exists
 */
public record Proxmox(String version, boolean clustered) {
    public Proxmox {
        Objects.requireNonNull(version, "version is null");
    }
}
