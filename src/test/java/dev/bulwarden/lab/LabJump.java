package dev.bulwarden.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Ports of this machine that lead through one lab host to others, kept open by the stock ssh client for as long as this JVM runs. */
final class LabJump {
    private static final String USER = "hopper";
    private static final int TRIES = 5;
    private static final Map<String, Integer> PORTS = new ConcurrentHashMap<>();

    private LabJump() {}

    /** The port of 127.0.0.1 that leads to a host's port. */
    static int port(LabHost host, int inside) {
        return PORTS.computeIfAbsent(host.address() + ":" + inside, LabJump::open);
    }

    private static int open(String target) {
        LabHost jump = LabHost.debian12().withUser(USER).shared();
        try {
            Path known = Files.createTempFile("bulwarden-jump", ".known_hosts");
            known.toFile().deleteOnExit();
            Files.writeString(known, jump.knownHosts());
            for (int i = 0; i < TRIES; i++) {
                int port = freePort();
                Path said = Files.createTempFile("bulwarden-jump", ".log");
                said.toFile().deleteOnExit();
                Process process = new ProcessBuilder("ssh", "-F", "none", "-v", "-N", "-o", "BatchMode=yes", "-o",
                        "IdentitiesOnly=yes", "-o", "UserKnownHostsFile=" + known, "-o", "ExitOnForwardFailure=yes",
                        "-i", LabKeys.privateKey(USER).toString(), "-L", "127.0.0.1:" + port + ":" + target,
                        USER + "@" + jump.address()).redirectErrorStream(true).redirectOutput(said.toFile()).start();
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
                while (process.isAlive()) {
                    if (Files.readString(said).contains("Entering interactive session")) {
                        return port;
                    }
                    process.waitFor(50, TimeUnit.MILLISECONDS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("no way leads through " + jump.address() + " to " + target);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
