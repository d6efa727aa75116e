package dev.bulwarden.remote.mina;

import dev.bulwarden.inventory.Endpoint;
import java.util.Locale;
import java.util.Objects;

/**
 * The name under which a host is looked up in known_hosts.
 *
 * @param host address or alias, in lower case
 * @param port the port connected to; 22 for an alias, which OpenSSH looks up without its port
 */
public record KnownName(String host, int port) {
    private static final int SSH = 22;

    public KnownName {
        Objects.requireNonNull(host, "host is null");
        host = host.toLowerCase(Locale.ROOT);
    }

    /** As {@code get_hostfile_hostname_ipaddr} of OpenSSH's sshconnect.c: the alias alone, else address and port. */
    static KnownName of(Endpoint endpoint, int port) {
        return endpoint.hostKeyAlias().map(alias -> new KnownName(alias, SSH))
                .orElseGet(() -> new KnownName(endpoint.address(), port));
    }

    /** {@code host} for port 22, else {@code [host]:port}. */
    public String text() {
        return port == SSH ? host : "[" + host + "]:" + port;
    }

    /** The same host without its port, which OpenSSH tries when it knows nothing of {@code [host]:port}. */
    KnownName withoutPort() {
        return new KnownName(host, SSH);
    }

    boolean hasPort() {
        return port != SSH;
    }
}
