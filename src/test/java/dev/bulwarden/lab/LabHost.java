package dev.bulwarden.lab;

import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import dev.bulwarden.command.Output;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Debian host for one test: systemd (see {@link Debian#systemd}), sshd, PAM and sudo, in a container on this machine. */
public final class LabHost implements AutoCloseable {
    /** With systemd its word counts; without, a daemon that catches HUP, as it does once it listens. */
    private static final String READY = """
            if [ -d /run/systemd/system ]; then
                up() { systemctl is-active -q ssh.service; }
                failed() { systemctl is-failed -q lab-setup.service; }
            else
                up() { grep -qs '^SigCgt:.*[13579bdf]$' "/proc/$(cat /run/sshd.pid 2>/dev/null)/status"; }
                failed() { [ -e /lab/failed ]; }
            fi
            tries=0
            until [ -e /lab/baseline.tar ] && up; do
                tries=$((tries + 1))
                if [ "$tries" -gt 2400 ] || failed; then
                    cat /lab/setup.log
                    [ ! -d /run/systemd/system ] || systemctl status lab-setup ssh --no-pager
                    exit 1
                fi
                sleep 0.05
            done
            """;
    /** What sshd listens with changes each time it has read its files; while it executes itself anew it loses who knocks. */
    private static final String RELOAD = """
            listening() {
                if [ -d /run/systemd/system ]; then pid=$(systemctl show -p MainPID --value ssh.service); else pid=$(cat /run/sshd.pid); fi
                grep -qs '^SigCgt:.*[13579bdf]$' "/proc/$pid/status" || return 0
                OPEN=$(ls -l "/proc/$pid/fd") awk '$4 == "0A" && index(ENVIRON["OPEN"], "socket:[" $10 "]") { print $10 }' \\
                    "/proc/$pid/net/tcp" "/proc/$pid/net/tcp6"
            }
            tries=0
            until before=$(listening) && [ -n "$before" ]; do
                tries=$((tries + 1))
                [ "$tries" -lt 1200 ] || exit 1
                sleep 0.05
            done
            if [ -d /run/systemd/system ]; then systemctl reload ssh; else kill -HUP "$(cat /run/sshd.pid)"; fi || exit 1
            until now=$(listening) && [ -n "$now" ] && [ "$now" != "$before" ]; do
                tries=$((tries + 1))
                [ "$tries" -lt 1200 ] || { systemctl status ssh --no-pager; exit 1; }
                sleep 0.05
            done
            """;
    /** Argument of the longest single write; Linux takes 128 KiB. */
    private static final int CHUNK = 96 * 1024;

    private final LabContainer container;
    private final boolean shared;

    private LabHost(LabContainer container, boolean shared) {
        this.container = container;
        this.shared = shared;
    }

    public static HostRecipe debian11() {
        return HostRecipe.of(Debian.BULLSEYE);
    }

    public static HostRecipe debian12() {
        return HostRecipe.of(Debian.BOOKWORM);
    }

    public static HostRecipe debian13() {
        return HostRecipe.of(Debian.TRIXIE);
    }

    public static HostRecipe debian14() {
        return HostRecipe.of(Debian.FORKY);
    }

    public static HostRecipe on(Debian debian) {
        return HostRecipe.of(debian);
    }

    static LabHost start(HostRecipe recipe, boolean shared) {
        var container = new LabContainer(recipe);
        container.start();
        var host = new LabHost(container, shared);
        try {
            host.sh(READY);
        } catch (AssertionError | RuntimeException e) {
            container.stop();
            throw e;
        }
        return host;
    }

    /** Runs a program as root, without a shell. The output is one char a byte. */
    public Output exec(String... argv) {
        return new LabExec(container.getDockerClient(), containerId()).run(argv);
    }

    /** Runs a script as root with arguments {@code $1}… and returns what it printed; fails the test if it fails. */
    public String sh(String script, String... arguments) {
        String[] argv = Stream.concat(Stream.of("sh", "-c", script, "sh"), Stream.of(arguments)).toArray(String[]::new);
        Output output = exec(argv);
        if (output.status() != 0) {
            throw new AssertionError("exit " + output.status() + " of: " + script + "\n" + output.out() + output.err());
        }
        return output.out();
    }

    /** A file's bytes, one char a byte. */
    public String read(String path) {
        return sh("cat -- \"$1\"", path);
    }

    public boolean exists(String path) {
        return exec("test", "-e", path).status() == 0;
    }

    /** Writes a file in place, keeping the mode and owner it has; a new one is root's, mode 0644. */
    public void write(String path, String text) {
        String base64 = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
        sh("umask 022; : >\"$1\"", path);
        for (int from = 0; from < base64.length(); from += CHUNK) {
            String chunk = base64.substring(from, Math.min(base64.length(), from + CHUNK));
            sh("printf %s \"$2\" | base64 -d >>\"$1\"", path, chunk);
        }
    }

    /** Writes a file, making its folder where it is missing. */
    public void write(LabFile file) {
        sh("mkdir -p \"$(dirname \"$1\")\"", file.path());
        write(file.path(), file.text());
        sh("chown \"$2\" \"$1\" && chmod \"$3\" \"$1\"", file.path(), file.owner(), file.octal());
    }

    /** Everything under {@code /etc}, {@code /root} and {@code /home}. */
    public Snapshot snapshot() {
        return snapshot("/etc", "/root", "/home");
    }

    public Snapshot snapshot(String... folders) {
        return Snapshot.parse(sh(Snapshot.SCRIPT, folders));
    }

    /** What {@code sshd -T} prints; with contexts, as {@code "user=ops,host=h,addr=192.0.2.1"}, for that connection. */
    public String sshdT(String... contexts) {
        return sh("exec sshd -T \"$@\"",
                Stream.of(contexts).flatMap(context -> Stream.of("-C", context)).toArray(String[]::new));
    }

    /** Makes sshd read its files again and waits until it has. */
    public void reloadSsh() {
        sh(RELOAD);
    }

    /** The port of 127.0.0.1 at which the host's port 22 answers. */
    public int port() {
        return port(22);
    }

    /** The port of 127.0.0.1 at which a port of the recipe answers. */
    public int port(int inside) {
        Ports ports = container.getCurrentContainerInfo().getNetworkSettings().getPorts();
        Ports.Binding[] bindings = ports.getBindings().get(ExposedPort.tcp(inside));
        if (bindings == null || bindings.length == 0) {
            throw new IllegalArgumentException("port " + inside + " is not in the recipe");
        }
        return Integer.parseInt(bindings[0].getHostPortSpec());
    }

    /** The host's own IPv4 address, on a bridge that only this machine reaches; all its ports answer there. */
    public String address() {
        String address = container.getCurrentContainerInfo().getNetworkSettings().getNetworks().values().iterator()
                .next()
                .getIpAddress();
        return Objects.requireNonNull(address, "the host has no address");
    }

    /** known_hosts lines for {@link #port()} of 127.0.0.1 and for {@link #address()}, one for each host key. */
    public String knownHosts() {
        return knownHosts(List.of("[127.0.0.1]:" + port(), address()));
    }

    /** The same under other names. */
    String knownHosts(List<String> names) {
        return sh("cat /etc/ssh/ssh_host_*_key.pub").lines()
                .map(line -> String.join(",", names) + " " + line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    public String containerId() {
        return container.getContainerId();
    }

    /** Back to the files the recipe made: /etc, /root, /home; nothing of an orchestrator left; sshd started anew. */
    public void reset() {
        sh("sh " + SetupScript.RESET + " && " + READY);
    }

    /** Cuts the power and switches it on again. {@code /run} and {@code /tmp} are lost, {@link #port()} changes. */
    public void powerCycle() {
        container.getDockerClient().killContainerCmd(containerId()).exec();
        container.getDockerClient().startContainerCmd(containerId()).exec();
        sh(READY);
    }

    /** All its processes stand still, as in a virtual machine that is suspended, until {@link #resume}. */
    public void suspend() {
        container.getDockerClient().pauseContainerCmd(containerId()).exec();
    }

    public void resume() {
        container.getDockerClient().unpauseContainerCmd(containerId()).exec();
    }

    @Override
    public void close() {
        if (!shared) {
            container.stop();
        }
    }
}
