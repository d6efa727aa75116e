package dev.bulwarden.fact;

import java.util.Objects;
import java.util.Optional;

/**
 * A Proxmox VE node.
 *
 * @param version what pveversion(1) prints, such as {@code pve-manager/8.2.4/…}; empty: it cannot tell
 * @param clustered whether {@code /etc/pve/corosync.conf} exists
 * @param client what root's own ssh client here offers, by its configuration: other nodes' are configured like it; empty: it cannot be told
 */
public record Proxmox(String version, boolean clustered, Optional<OpenSsh.Offers> client) {
    public Proxmox {
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(client, "client is null");
    }
}
