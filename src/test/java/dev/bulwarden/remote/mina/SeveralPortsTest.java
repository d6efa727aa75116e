package dev.bulwarden.remote.mina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure.HostKeyRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** A host with several ports, on one of which another server lives. */
@EnabledIf("dev.bulwarden.remote.mina.Sshd#available")
class SeveralPortsTest {

    private static String line(int port, Path folder) throws IOException {
        String[] key = Files.readString(folder.resolve("host_ed25519.pub")).split(" ", 3);
        return "[127.0.0.1]:" + port + " " + key[0] + " " + key[1] + "\n";
    }

    /** A server with another key on one port of the list is not the host, whatever the other ports do. */
    @Test
    void anotherServerOnOnePortIsToldAsThat(@TempDir Path one, @TempDir Path other) throws Exception {
        try (Sshd first = Sshd.start(one, List.of("ed25519"));
                Sshd second = Sshd.start(other, List.of("ed25519"));
                MinaConnector connector = new MinaConnector((_, _) -> new char[0], one, null)) {
            int free = Sshd.freePort();
            String own = line(first.port(), one);
            for (String text : List.of(own, own + line(second.port(), one))) {
                List<String> files = first.known(text).knownHosts();
                var endpoint = new Endpoint("127.0.0.1", List.of(free, second.port()), Optional.empty(), files);
                assertThatThrownBy(() -> connector.connect(endpoint, first.root()).close())
                        .isInstanceOfSatisfying(HostKeyRefused.class,
                                failure -> assertThat(failure.diagnostic().toString())
                                        .contains("port " + free + ": connection refused; port " + second.port()
                                                + ": a server with an", "(ssh-ed25519 SHA256:")
                                        .doesNotContain("remove", "trust", "has changed"));
                var right = new Endpoint("127.0.0.1", List.of(second.port(), first.port()), Optional.empty(), files);
                try (Remote remote = connector.connect(right, first.root())) {
                    assertThat(remote.link().port()).as("the port of the host's own key").isEqualTo(first.port());
                }
            }
        }
    }
}
