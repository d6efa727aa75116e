package dev.bulwarden.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.inventory.Inventory;
import dev.bulwarden.inventory.InventoryReader;
import dev.bulwarden.inventory.InventoryReader.Controller;
import dev.bulwarden.inventory.InventoryReader.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is shipped can be read without a warning, and fits together. */
class ShippedFilesTest {
    static final ProfileSource PROFILES = name -> {
        Path file = Path.of("playbooks/profiles", name + ".yml");
        return Files.exists(file)
                ? Optional.of(new ProfileSource.Found(file.toString(), text(file)))
                : Optional.empty();
    };
    private static final Substitution HOST = new Substitution(Map.of("local_address", "192.0.2.11"));

    @Test
    void theProxmoxPlaybookIsWhatTheGuideSays() {
        Play play = only("playbooks/proxmox-standalone.yml");
        assertThat(play.requirements().stream().filter(r -> r.item().layer().startsWith("play "))
                .map(r -> r.item().id())).containsExactly("sshd.settings.AddressFamily", "sshd.settings.ListenAddress",
                        "sshd.settings.LoginGraceTime", "sshd.settings.PermitRootLogin", "sshd.settings.MaxAuthTries",
                        "sshd.settings.PasswordAuthentication", "sshd.settings.KbdInteractiveAuthentication",
                        "sshd.settings.X11Forwarding", "sshd.absent[AcceptEnv]", "sshd.algorithms",
                        "sshd.match[User root,bulwarden]", "sshd.match[Group sshauth]",
                        "sshd.match[Group *,!sshauth]", "pam.sshd.comment_out[@include common-auth]",
                        "groups.sshauth.members");
        assertThat(HOST.apply(play).diagnostics()).isEmpty();
    }

    @Test
    void itsHostsAreInTheExampleInventory() {
        Play play = only("playbooks/proxmox-standalone.yml");
        assertThat(play.hosts().select(inventory(text(Path.of("inventory/example.yml"))))).hasSize(2);
    }

    @Test
    void theScaffoldFitsTogether() {
        Inventory inventory = inventory(resource("hosts.yml"));
        Checked<Playbook> read = PlaybookReader.read("site.yml", resource("site.yml"), PROFILES);
        assertThat(read.diagnostics()).isEmpty();
        Playbook playbook = ((Checked.Accepted<Playbook>) read).value();
        assertThat(playbook.plays()).allSatisfy(p -> {
            assertThat(p.hosts().check(inventory)).isEmpty();
            assertThat(p.hosts().select(inventory)).hasSize(1);
            assertThat(HOST.apply(p).diagnostics()).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"baseline", "proxmox-standalone"})
    void profilesAreNamedAsTheirFilesAndGiveReasons(String name) {
        Checked<Playbook> read = PlaybookReader.ofProfile(name, PROFILES);
        assertThat(read.diagnostics()).isEmpty();
        assertThat(((Checked.Accepted<Playbook>) read).value().plays().getFirst().requirements()).allSatisfy(r -> {
            assertThat(r.item().id()).startsWith(name + ":");
            assertThat(r.item().title()).isPresent();
            assertThat(r.item().references()).isNotEmpty();
        });
    }

    private static Play only(String file) {
        Checked<Playbook> read = PlaybookReader.read(file, text(Path.of(file)), PROFILES);
        assertThat(read.diagnostics()).isEmpty();
        return ((Checked.Accepted<Playbook>) read).value().plays().getFirst();
    }

    private static Inventory inventory(String text) {
        Checked<Inventory> read = InventoryReader.read(List.of(new Source("hosts.yml", text)),
                new Controller("/home/ann", "ann"), Map.of());
        assertThat(read.diagnostics()).isEmpty();
        return ((Checked.Accepted<Inventory>) read).value();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Playbook.class.getResourceAsStream("init/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
