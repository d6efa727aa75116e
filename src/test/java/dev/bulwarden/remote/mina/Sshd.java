package dev.bulwarden.remote.mina;

import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.inventory.Login.Become;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A real sshd of this machine on loopback, with keys and configuration in a folder of its own; needs root and openssh-server. */
final class Sshd implements AutoCloseable {
    private static final Path BINARY = Path.of("/usr/sbin/sshd");

    private final Path folder;
    private final int port;
    private final Process process;

    private Sshd(Path folder, int port, Process process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    static boolean available() {
        return Files.isExecutable(BINARY) && System.getProperty("user.name").equals("root");
    }

    /** Host keys of all three types, one login key {@code id} for root, and those extra lines, which win. */
    static Sshd start(Path folder, String... lines) throws IOException, InterruptedException {
        return start(folder, List.of("ed25519", "ecdsa", "rsa"), lines);
    }

    static Sshd start(Path folder, List<String> hostKeys, String... lines) throws IOException, InterruptedException {
        Files.createDirectories(Path.of("/run/sshd"));
        int port = freePort();
        List<String> config = new ArrayList<>(Arrays.asList(lines));
        for (String type : hostKeys) {
            Path key = folder.resolve("host_" + type);
            if (!Files.exists(key)) {
                keygen("-q", "-N", "", "-t", type, "-f", key.toString());
            }
            config.add("HostKey " + key);
        }
        if (!Files.exists(folder.resolve("id"))) {
            keygen("-q", "-N", "", "-t", "ed25519", "-f", folder.resolve("id").toString());
        }
        Path authorized = folder.resolve("authorized_keys");
        if (!Files.exists(authorized)) {
            Files.copy(folder.resolve("id.pub"), authorized);
        }
        config.addAll(List.of("Port " + port, "ListenAddress 127.0.0.1", "PidFile none", "UsePAM no",
                "PermitRootLogin prohibit-password", "StrictModes no", "AuthorizedKeysFile " + authorized,
                "Subsystem sftp internal-sftp", "PasswordAuthentication no", "KbdInteractiveAuthentication no"));
        Path file = Files.write(folder.resolve("sshd_config"), config);
        Process process = new ProcessBuilder(BINARY.toString(), "-D", "-e", "-f", file.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("sshd.log").toFile()).start();
        Sshd sshd = new Sshd(folder, port, process);
        sshd.await();
        return sshd;
    }

    private void await() throws IOException, InterruptedException {
        for (int i = 0; i < 100 && process.isAlive(); i++) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException _) {
                Thread.sleep(50); // not listening yet
            }
        }
        throw new IllegalStateException("sshd did not start: " + Files.readString(folder.resolve("sshd.log")));
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static void keygen(String... arguments) throws IOException, InterruptedException {
        run("ssh-keygen", arguments);
    }

    static String run(String program, String... arguments) throws IOException, InterruptedException {
        List<String> argv = new ArrayList<>(List.of(program));
        argv.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(argv).redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile()).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    int port() {
        return port;
    }

    Path folder() {
        return folder;
    }

    /** Known by its key of that type. */
    Endpoint knownBy(String type) throws IOException {
        String[] key = Files.readString(folder.resolve("host_" + type + ".pub")).split(" ", 3);
        return known("[127.0.0.1]:" + port + " " + key[0] + " " + key[1] + "\n");
    }

    /** Known by this text. */
    Endpoint known(String text) throws IOException {
        Path file = folder.resolve("known_hosts");
        Files.writeString(file, text);
        return new Endpoint("127.0.0.1", List.of(port), Optional.empty(), List.of(file.toString()));
    }

    static Login root(Path identity) {
        return login("root", identity, Become.NONE);
    }

    static Login login(String user, Path identity, Become become) {
        return new Login(user, List.of(identity.toString()), Optional.empty(), Optional.empty(), become,
                Optional.empty());
    }

    Login root() {
        return root(folder.resolve("id"));
    }

    static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    String log() throws IOException {
        return Files.readString(folder.resolve("sshd.log"));
    }

    @Override
    public void close() {
        process.destroy();
    }
}
