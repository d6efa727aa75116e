package dev.bulwarden.lab;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** The state in which a server of the lab is found, and how one is started in it. */
enum Start {
    /** As the package ships it. */
    SHIPPED("alder", 2201),
    /** With what a cloud image leaves behind. */
    CLOUD("birch", 2202),
    /** Edited by hand over the years. */
    EDITED("cedar", 2203);

    private static final int LAST_PORT = 2299;
    private static final int POLL_IN_MILLISECONDS = 20;
    private static final int LIMIT_IN_POLLS = 1500;

    private final String server;
    private final int firstPort;

    Start(String server, int firstPort) {
        this.server = server;
        this.firstPort = firstPort;
    }

    /** Starts the server away from this process, so that it outlives it. */
    LabServer begin(LabFolder folder, Path script, Path accounts) throws IOException {
        int port = freePort(firstPort);
        Path root = Files.createDirectory(folder.file(server + ".root"));
        List<String> command = List.of("setsid", "unshare", "--mount", "--pid", "--uts", "--ipc", "--fork",
                "--kill-child", "sh",
                script.toString(), server, String.valueOf(port), name().toLowerCase(Locale.ROOT), root.toString());
        Process process = new ProcessBuilder(command).redirectInput(accounts.toFile()).redirectErrorStream(true)
                .redirectOutput(log(folder).toFile()).start();
        return LabServer.of(server, port, process.toHandle());
    }

    /** Waits until a server can be logged in to, and gives its lines of known_hosts. */
    static List<String> await(LabServer server, LabFolder folder) throws IOException, InterruptedException {
        Path log = folder.file(server.name() + ".log");
        for (int poll = 0; poll < LIMIT_IN_POLLS; poll++) {
            boolean running = server.isRunning();
            List<String> said = Files.readAllLines(log);
            if (said.contains("ready")) {
                String address = "[127.0.0.1]:" + server.port() + " ";
                return said.stream().filter(line -> line.startsWith("ssh-") || line.startsWith("ecdsa-"))
                        .map(line -> address + line).toList();
            }
            if (!running) {
                throw new IOException("the server " + server.name() + " did not start: " + new Program(log).end());
            }
            Thread.sleep(POLL_IN_MILLISECONDS);
        }
        throw new IOException("the server " + server.name() + " did not get ready in 30 s: " + new Program(log).end());
    }

    private Path log(LabFolder folder) {
        return folder.file(server + ".log");
    }

    /** The first free port of 127.0.0.1 from one on, three apart so that servers started together do not meet. */
    private static int freePort(int from) throws IOException {
        for (int port = from; port <= LAST_PORT; port += values().length) {
            try (var socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[]{127, 0, 0, 1}), port));
                return port;
            } catch (BindException e) {
                // In use by somebody else; the next one may be free.
            }
        }
        throw new IOException("no port of 127.0.0.1 from " + from + " to " + LAST_PORT + " is free");
    }
}
