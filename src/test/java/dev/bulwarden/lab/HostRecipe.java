package dev.bulwarden.lab;

import dev.bulwarden.lab.LabUser.Sudo;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What a lab host shall look like when its sshd starts for the first time. Root always has a key.
 *
 * @param debian the release
 * @param users accounts beside root
 * @param files laid down after the accounts are made, in order, over what the release ships
 * @param ports published on 127.0.0.1; 22 always is
 * @param script root's shell commands, run last
 */
public record HostRecipe(Debian debian, List<LabUser> users, List<LabFile> files, SortedSet<Integer> ports,
        String script) {
    private static final Map<HostRecipe, LabHost> SHARED = new ConcurrentHashMap<>();

    public HostRecipe {
        Objects.requireNonNull(debian, "debian is null");
        users = List.copyOf(users);
        files = List.copyOf(files);
        ports = new TreeSet<>(ports);
        Objects.requireNonNull(script, "script is null");
    }

    static HostRecipe of(Debian debian) {
        return new HostRecipe(debian, List.of(), List.of(), new TreeSet<>(List.of(22)), "");
    }

    /** Replaces {@code /etc/ssh/sshd_config}. */
    public HostRecipe withSshdConfig(String text) {
        return withFile("/etc/ssh/sshd_config", text);
    }

    /** Adds a file to {@code /etc/ssh/sshd_config.d}. */
    public HostRecipe withDropIn(String name, String text) {
        return withFile("/etc/ssh/sshd_config.d/" + name, text);
    }

    /** Adds or replaces a file, mode 0644, owned by root. */
    public HostRecipe withFile(String path, String text) {
        return withFile(path, text, 0644, "root:root");
    }

    public HostRecipe withFile(String path, String text, int mode, String owner) {
        return new HostRecipe(debian, users, append(files, new LabFile(path, text, mode, owner)), ports, script);
    }

    /** Adds an account by name: see {@link LabUser#named}. */
    public HostRecipe withUser(String name) {
        return withUser(LabUser.named(name));
    }

    public HostRecipe withUser(String name, Sudo sudo) {
        return withUser(new LabUser(name, sudo, false));
    }

    public HostRecipe withUser(LabUser user) {
        return new HostRecipe(debian, append(users, user), files, ports, script);
    }

    /** Publishes one more port of the host, for a listener that moves. */
    public HostRecipe withPort(int port) {
        var more = new TreeSet<>(ports);
        more.add(port);
        return new HostRecipe(debian, users, files, more, script);
    }

    /** Adds shell commands that root runs before sshd starts; a failing one stops the set-up. */
    public HostRecipe withScript(String commands) {
        return new HostRecipe(debian, users, files, ports, script + commands + "\n");
    }

    /** A new host, ready to be logged in to. Close it. */
    public LabHost start() {
        return LabHost.start(this, false);
    }

    /** The host of this recipe that this JVM already runs, reset to what the recipe says; closing it does nothing. */
    public LabHost shared() {
        boolean[] fresh = {false};
        LabHost host = SHARED.computeIfAbsent(this, recipe -> {
            fresh[0] = true;
            return LabHost.start(recipe, true);
        });
        if (!fresh[0]) {
            host.reset();
        }
        return host;
    }

    private static <T> List<T> append(List<T> list, T last) {
        return Stream.concat(list.stream(), Stream.of(last)).toList();
    }
}
