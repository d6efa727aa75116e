package dev.bulwarden.chaos;

import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One host and the network that leads to it, for many runs. */
final class Site implements AutoCloseable {
    private static final String USER = "bulwarden";
    private static final int ANSWER_IN_MILLISECONDS = 10_000;

    private final LabHost host;
    private final String address;
    private final Relay relay;
    private final Path folder;

    /**
     * Starts them.
     *
     * @param number unique among the sites of this JVM
     * @param folder of its own, for what a controller reads and keeps
     */
    Site(Debian debian, int number, Path folder) {
        this.folder = folder;
        long process = ProcessHandle.current().pid();
        address = "127." + (64 + process % 128) + "." + process / 128 % 250 + "." + (number + 1);
        host = LabHost.on(debian).withUser(USER).withUser("carl").withSshdConfig(Change.BEFORE)
                .withScript("systemctl disable --now ssh.socket 2>/dev/null || true").start();
        relay = new Relay(address, List.of(Change.PORT, Change.OTHER_PORT), host.address());
        try {
            String names = "[" + address + "]:" + Change.PORT + ",[" + address + "]:" + Change.OTHER_PORT + " ";
            Files.writeString(known(), host.sh("cat /etc/ssh/ssh_host_*_key.pub").lines()
                    .map(line -> names + line.substring(0, line.lastIndexOf(' ')) + "\n")
                    .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LabHost host() {
        return host;
    }

    Relay relay() {
        return relay;
    }

    /** Where a controller keeps its journal in one run. */
    Path state(int run) {
        try {
            return Files.createDirectories(folder.resolve("state-" + run));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path known() {
        return folder.resolve("known_hosts");
    }

    /** Writes an inventory of this host, reached at a port. */
    Path inventory(int port) {
        return write("hosts.yml",
                "hosts:\n  node: {address: %s, port: %d, user: %s, identity_file: %s, known_hosts: %s}\n"
                        .formatted(address, port, USER, LabKeys.privateKey(USER), known()));
    }

    Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it was before any run. */
    void reset() {
        relay.reset();
        relay.become(Relay.State.CLEAR);
        host.sh("""
                for folder in /etc/ssh /etc /var/lib/bulwarden; do
                    while mountpoint -q "$folder"; do umount -l "$folder"; done
                done
                ip link set eth0 up
                rm -rf /run/systemd/system/ssh.service.d
                """);
        host.reset();
    }

    /** Cuts the power and switches it on again; connections learn of it then. */
    void powerCycle() {
        relay.become(Relay.State.SILENT);
        host.powerCycle();
        relay.moveTo(host.address());
        relay.reset();
        relay.become(Relay.State.CLEAR);
    }

    /** The version line of what answers at a port. */
    String greeting(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), ANSWER_IN_MILLISECONDS);
            socket.setSoTimeout(ANSWER_IN_MILLISECONDS);
            String line = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)).readLine();
            return line == null ? "nothing" : line;
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Logs in with the stock client and becomes root; empty if that works, else what the client says. */
    String login(int port) throws InterruptedException {
        Path said = folder.resolve("login.txt");
        try {
            Process process = new ProcessBuilder("ssh", "-F", "none", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes",
                    "-o",
                    "StrictHostKeyChecking=yes", "-o", "UserKnownHostsFile=" + known(), "-o", "ConnectTimeout=10", "-i",
                    LabKeys.privateKey(USER).toString(), "-p", String.valueOf(port), USER + "@" + address,
                    "sudo -n id -u").redirectErrorStream(true).redirectOutput(said.toFile())
                    .redirectInput(Path.of("/dev/null").toFile()).start();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "no login within 30 s: " + Files.readString(said);
            }
            String text = Files.readString(said).strip();
            return text.equals("0") ? "" : "exit status " + process.exitValue() + ": " + text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        relay.close();
        host.close();
    }
}
