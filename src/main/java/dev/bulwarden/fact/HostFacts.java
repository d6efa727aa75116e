package dev.bulwarden.fact;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a survey found on a host.
 *
 * @param login the account the survey was made over
 * @param server sshd and how it is run; empty: no sshd is installed
 */
public record HostFacts(String login, OperatingSystem system, Optional<Server> server, Accounts accounts,
        Network network, Optional<Proxmox> proxmox, Packages packages, OwnState state, Capabilities capabilities,
        LoginFiles loginFiles) {
    /**
     * sshd as installed and configured.
     *
     * @param defaults {@code sshd -T} over an empty file: what is compiled in
     * @param global {@code sshd -T} with the daemon's own options
     * @param visitors {@code sshd -T -C} with the daemon's own options, for each visitor asked about
     */
    public record Server(OpenSsh software, Daemon daemon, ConfigFiles config, List<HostKey> hostKeys, SshdTest defaults,
            SshdTest global, Map<Visitor, SshdTest> visitors) {
        public Server {
            Objects.requireNonNull(software, "software is null");
            Objects.requireNonNull(daemon, "daemon is null");
            Objects.requireNonNull(config, "config is null");
            Objects.requireNonNull(defaults, "defaults is null");
            Objects.requireNonNull(global, "global is null");
            hostKeys = List.copyOf(hostKeys);
            visitors = Collections.unmodifiableMap(new LinkedHashMap<>(visitors));
        }

        /** What sshd says for a visitor that was asked about. */
        public Optional<SshdTest> visitor(Visitor visitor) {
            return Optional.ofNullable(visitors.get(visitor));
        }
    }

    public HostFacts {
        Objects.requireNonNull(login, "login is null");
        Objects.requireNonNull(system, "system is null");
        Objects.requireNonNull(server, "server is null");
        Objects.requireNonNull(accounts, "accounts is null");
        Objects.requireNonNull(network, "network is null");
        Objects.requireNonNull(proxmox, "proxmox is null");
        Objects.requireNonNull(packages, "packages is null");
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(capabilities, "capabilities is null");
        Objects.requireNonNull(loginFiles, "loginFiles is null");
    }

    /** Nothing was looked at that logins lead over, and no package is being installed. */
    public HostFacts(String login, OperatingSystem system, Optional<Server> server, Accounts accounts, Network network,
            Optional<Proxmox> proxmox, OwnState state, Capabilities capabilities) {
        this(login, system, server, accounts, network, proxmox, Packages.IDLE, state, capabilities, LoginFiles.NONE);
    }

    /**
     * The same, now that it is known what key our own login came with.
     *
     * @param fingerprint {@code SHA256:…}; empty: not known
     */
    public HostFacts cameWith(Optional<String> fingerprint) {
        return new HostFacts(login, system, server, accounts, network, proxmox, packages, state, capabilities,
                loginFiles.cameWith(fingerprint));
    }
}
