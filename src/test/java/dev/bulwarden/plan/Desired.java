package dev.bulwarden.plan;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.guard.Client;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.Inventory;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.playbook.Playbook;
import dev.bulwarden.playbook.PlaybookReader;
import dev.bulwarden.playbook.ProfileSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Playbooks as text, read for one host. */
final class Desired {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 21);
    static final Host HOST = new Host("pve1", new Endpoint("192.0.2.11", List.of(22), Optional.empty(), List.of()),
            new Login("bulwarden", List.of(), Optional.empty(), Optional.empty(), Login.Become.SUDO, Optional.empty()),
            Map.of(), Optional.empty(), Map.of("admin", "mgrsys"), List.of("all"));

    /** A client of today: it speaks what the recorded hosts offer by default. */
    static final Client CLIENT = new Client(List.of("curve25519-sha256"),
            List.of("chacha20-poly1305@openssh.com", "aes256-ctr"), List.of("hmac-sha2-256-etm@openssh.com"),
            List.of("ssh-ed25519", "rsa-sha2-512"), Set.of("ssh-ed25519"));

    private Desired() {}

    static DesiredState of(String playbook) {
        return of(playbook, Map.of());
    }

    static DesiredState of(String playbook, Map<String, String> profiles) {
        return of(playbook, profiles, HOST, "192.0.2.11");
    }

    static DesiredState of(String playbook, Host host, String localAddress) {
        return of(playbook, Map.of(), host, localAddress);
    }

    /** Profiles are texts by file name. */
    private static DesiredState of(String playbook, Map<String, String> profiles, Host host, String localAddress) {
        Checked<Playbook> read = PlaybookReader.read("playbook.yml", playbook, new ProfileSource() {
            @Override
            public Optional<Found> find(String name) {
                return Optional.ofNullable(profiles.get(name + ".yml")).map(text -> new Found(name + ".yml", text));
            }

            @Override
            public List<String> names() {
                return List.copyOf(profiles.keySet());
            }
        });
        return switch (read.then(p -> DesiredState.of(p, new Inventory(List.of(host), List.of()), host,
                Map.of("local_address", localAddress), TODAY))) {
            case Checked.Accepted<DesiredState>(var desired, var _) -> desired;
            case Checked.Rejected<DesiredState>(var why) -> throw new AssertionError(why.toString());
        };
    }
}
