package dev.bulwarden.lab;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Three throwaway SSH servers on loopback ports of this machine: real sshd, PAM and sudo, each in namespaces and in a view of the
 * file system of its own, of which every change is kept in memory. Works for root on Linux.
 */
public final class Lab {
    /** Where a lab keeps its files unless told otherwise. Gone after a reboot, as its servers are. */
    public static final Path DEFAULT_FOLDER = Path.of("/run/bulwarden-lab");

    private static final int POLL_IN_MILLISECONDS = 20;
    private static final int END_IN_POLLS = 500;

    private final LabFolder folder;
    private final Consumer<String> progress;

    /**
     * @param folder where keys, inventory and roster lie; it is removed whole by {@link #down}
     * @param progress told what takes long, a line at a time
     */
    public Lab(Path folder, Consumer<String> progress) {
        this.folder = new LabFolder(folder.toAbsolutePath().normalize());
        this.progress = Objects.requireNonNull(progress, "progress is null");
    }

    /** Sets the lab up, or finds it standing. When it fails nothing of it is left. */
    public Checked<Standing> up() throws InterruptedException {
        Optional<Diagnostic> obstacle = obstacle();
        if (obstacle.isPresent()) {
            return Checked.rejected(obstacle.get());
        }
        try {
            List<LabServer> standing = status();
            if (!standing.isEmpty() && standing.stream().allMatch(LabServer::isRunning)) {
                return Checked.accepted(new Standing(standing, folder.inventory()));
            }
            down();
            return Checked.accepted(begin());
        } catch (IOException e) {
            down();
            return Checked.rejected(Diagnostic.error("the lab could not be set up: " + e.getMessage()));
        } catch (InterruptedException e) {
            down();
            throw e;
        }
    }

    /** The servers of the roster; one that was killed meanwhile is not running. */
    public List<LabServer> status() {
        try {
            return folder.roster();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the servers and removes the lab's files. Returns once both are gone; a lab that does not stand is fine. */
    public void down() throws InterruptedException {
        try {
            end(status());
            folder.remove();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why the lab cannot stand here at all. */
    private static Optional<Diagnostic> obstacle() {
        try {
            if (!Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
                return Optional.of(Diagnostic
                        .error("the lab needs root: its servers get a file system view and process ids of their own")
                        .remedy("run it with sudo"));
            }
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.of(Diagnostic.error("the lab needs Linux with /proc: " + e.getMessage()));
        }
        return Optional.empty();
    }

    private Standing begin() throws IOException, InterruptedException {
        folder.create();
        progress.accept("looking for sshd and sudo, installing them if they are missing");
        new Program(folder.file("install.log")).run("sh", folder.script("install.sh").toString());
        progress.accept("starting " + Start.values().length + " servers");
        Path accounts = folder.keys();
        Path script = folder.script("host.sh");
        var servers = new ArrayList<LabServer>();
        for (Start start : Start.values()) {
            servers.add(start.begin(folder, script, accounts));
            folder.writeRoster(servers);
        }
        var known = new ArrayList<String>();
        for (LabServer server : servers) {
            known.addAll(Start.await(server, folder));
        }
        Files.write(folder.file("known_hosts"), known);
        folder.writeInventory(servers);
        return new Standing(servers, folder.inventory());
    }

    /** Kills each server's PID 1, with which the kernel ends all its processes and mounts, and waits for that. */
    private static void end(List<LabServer> servers) throws IOException, InterruptedException {
        List<ProcessHandle> roots = servers.stream().flatMap(server -> server.handle().stream()).toList();
        List<ProcessHandle> all = roots.stream().flatMap(root -> Stream.concat(Stream.of(root), root.descendants()))
                .toList();
        roots.forEach(ProcessHandle::destroyForcibly);
        for (int poll = 0; poll < END_IN_POLLS; poll++) {
            if (all.stream().allMatch(Processes::ended)) {
                return;
            }
            Thread.sleep(POLL_IN_MILLISECONDS);
        }
        throw new IOException("a server's processes do not end: " + all.stream().filter(p -> !Processes.ended(p))
                .map(handle -> String.valueOf(handle.pid())).collect(Collectors.joining(" ")));
    }
}
