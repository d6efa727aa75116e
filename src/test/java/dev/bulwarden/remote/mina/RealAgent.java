package dev.bulwarden.remote.mina;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** An ssh-agent of its own, and ssh-add for it. */
final class RealAgent implements AutoCloseable {
    private final Path socket;
    private final Process process;

    private RealAgent(Path socket, Process process) {
        this.socket = socket;
        this.process = process;
    }

    static RealAgent start(Path socket) throws IOException, InterruptedException {
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).inheritIO().start();
        while (!Files.exists(socket)) {
            if (!agent.isAlive()) {
                throw new IllegalStateException("ssh-agent ended with " + agent.exitValue());
            }
            Thread.sleep(20);
        }
        return new RealAgent(socket, agent);
    }

    Path socket() {
        return socket;
    }

    /** Adds a private key, with the certificate beside it if there is one. */
    void add(Path key) throws IOException, InterruptedException {
        String said = sshAdd(socket, "-q", key.toString());
        if (!said.isEmpty()) {
            throw new IllegalStateException(said);
        }
    }

    /** What ssh-add prints, asked of any agent. */
    static String sshAdd(Path socket, String... arguments) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("ssh-add").redirectErrorStream(true);
        for (String argument : arguments) {
            builder.command().add(argument);
        }
        builder.environment().put("SSH_AUTH_SOCK", socket.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
