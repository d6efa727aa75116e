package dev.bulwarden.plan;

import dev.bulwarden.fact.Accounts;
import dev.bulwarden.fact.Capabilities;
import dev.bulwarden.fact.ConfigFiles;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.Firewall;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.HostFile;
import dev.bulwarden.fact.HostKey;
import dev.bulwarden.fact.KeyFile;
import dev.bulwarden.fact.LoginFiles;
import dev.bulwarden.fact.Network;
import dev.bulwarden.fact.OpenSsh;
import dev.bulwarden.fact.OpenSshVersion;
import dev.bulwarden.fact.OperatingSystem;
import dev.bulwarden.fact.OwnState;
import dev.bulwarden.fact.Ownership;
import dev.bulwarden.fact.Packages;
import dev.bulwarden.fact.Proxmox;
import dev.bulwarden.fact.SshdTest;
import dev.bulwarden.fact.User;
import dev.bulwarden.fact.Walk;
import dev.bulwarden.syntax.sshd.ConfigTree;
import dev.bulwarden.syntax.sshd.Dialect;
import dev.bulwarden.syntax.sshd.Dump;
import dev.bulwarden.syntax.sshd.MatchContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/** Facts of a Debian host as recorded from the real one, with other files and accounts laid over it. */
final class RecordedHost {

    static final Path HOSTS = Path.of("src/test/resources/plan/hosts");
    private static final String MAIN = "/etc/ssh/sshd_config";
    private static final String GLOB = "/etc/ssh/sshd_config.d/*.conf";
    private static final Ownership ROOT = new Ownership(0644, 0, 0, "root", "root");
    private static final List<String> KEYS = List.of("ED25519", "RSA", "ECDSA");

    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAT3eBXqiBsLdu9dsr3e/I8ehEjbRLbxlYBtHgh+/oho ops@desk";

    private final String debian;
    private final Map<String, String> files = new TreeMap<>();
    private final Map<String, User> users = new TreeMap<>();
    private final Map<String, Accounts.Group> groups = new TreeMap<>();
    private String login = "bulwarden";
    private Optional<Proxmox> proxmox = Optional.empty();
    private Optional<String> manifest = Optional.empty();
    private List<Network.Listener> listeners = List.of();
    private final List<KeyFile> keys = new ArrayList<>();
    private final Map<String, Walk> homes = new TreeMap<>();
    private boolean stock = true;
    private String said = "";

    private RecordedHost(String debian) {
        this.debian = debian;
        overlay(HOSTS.resolve(debian).resolve("etc"), "/etc");
        user("root", "root");
        user("bulwarden", "bulwarden", "sudo");
        user("mgrsys", "mgrsys", "sudo");
        user("carl", "carl");
        stock = true;
    }

    static RecordedHost debian(int version) {
        return new RecordedHost("debian" + version);
    }

    RecordedHost login(String user) {
        login = user;
        return this;
    }

    RecordedHost user(String name, String... in) {
        users.put(name, new User(name, name.equals("root") ? 0 : 1000 + users.size(), 0, List.of(in), "/home/" + name,
                "/bin/bash", true, User.Password.IMPOSSIBLE,
                new User.Aging(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(),
                        OptionalLong.empty())));
        for (String group : in) {
            groups.putIfAbsent(group, new Accounts.Group(group, 2000 + groups.size(), List.of()));
        }
        return this;
    }

    RecordedHost group(String name) {
        groups.putIfAbsent(name, new Accounts.Group(name, 2000 + groups.size(), List.of()));
        return this;
    }

    RecordedHost member(String group, String name) {
        User u = Objects.requireNonNull(users.get(name), name);
        List<String> in = new ArrayList<>(u.groups());
        in.add(group);
        users.put(name, new User(u.name(), u.uid(), u.gid(), in, u.home(), u.shell(), true, u.password(), u.aging()));
        return this;
    }

    List<String> paths() {
        return List.copyOf(files.keySet());
    }

    RecordedHost locked(String name) {
        User u = Objects.requireNonNull(users.get(name), name);
        users.put(name, new User(u.name(), u.uid(), u.gid(), u.groups(), u.home(), u.shell(), true,
                User.Password.LOCKED, u.aging()));
        return this;
    }

    /** A key in the first file sshd looks into; nothing in the second. */
    RecordedHost key(String name, String options) {
        return keyFile(name, ".ssh/authorized_keys", (options + " " + KEY).strip() + "\n")
                .keyFile(name, ".ssh/authorized_keys2", "");
    }

    /** A password, and no key. */
    RecordedHost password(String name) {
        User u = Objects.requireNonNull(users.get(name), name);
        users.put(name, new User(u.name(), u.uid(), u.gid(), u.groups(), u.home(), u.shell(), true,
                User.Password.SET, u.aging()));
        return keyFile(name, ".ssh/authorized_keys", "").keyFile(name, ".ssh/authorized_keys2", "");
    }

    private RecordedHost keyFile(String name, String pattern, String text) {
        User u = Objects.requireNonNull(users.get(name), name);
        String path = u.home() + "/" + pattern;
        homes.put(name, new Walk(u.home(), u.home(), Walk.Kind.FOLDER,
                List.of(new Walk.Step(u.home(), true, new Ownership(0755, u.uid(), u.gid(), name, name))), ""));
        keys.add(new KeyFile(name, pattern, text.isEmpty()
                ? new Walk(path, path, Walk.Kind.MISSING, List.of(), "")
                : new Walk(path, path, Walk.Kind.FILE, List.of(new Walk.Step(path, false, ROOT)), text), true));
        return this;
    }

    RecordedHost file(String path, String text) {
        stock &= !path.startsWith("/etc/ssh");
        files.put(path, text);
        return this;
    }

    /** What sshd itself prints about no login in particular. */
    RecordedHost says(String dump) {
        said = dump;
        return this;
    }

    RecordedHost proxmox(boolean clustered) {
        proxmox = Optional.of(new Proxmox("pve-manager/8.2.4", clustered, Optional.empty()));
        return this;
    }

    RecordedHost manifest(String text) {
        manifest = Optional.of(text);
        return this;
    }

    RecordedHost taken(int port) {
        listeners = List.of(new Network.Listener("0.0.0.0", port, Network.Holder.OTHER));
        return this;
    }

    String text(String path) {
        return files.getOrDefault(path, "");
    }

    /** Every file below a folder, laid over those recorded. */
    RecordedHost overlay(Path folder, String root) {
        try (var walk = Files.walk(folder)) {
            for (Path path : walk.filter(Files::isRegularFile).sorted().toList()) {
                file(root + "/" + folder.relativize(path), read(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    HostFacts facts() {
        var software = new OpenSsh("/usr/sbin/sshd", recorded("banner").strip(),
                OpenSshVersion.of(recorded("banner").strip()),
                Optional.of(
                        new OpenSsh.Packaged("openssh-server", recorded("package").strip(), "install ok installed")),
                new OpenSsh.Offers(lines("ssh-kex"), lines("ssh-cipher"), lines("ssh-mac"), lines("ssh-key-sig"),
                        lines("ssh-sig")),
                true);
        var daemon = new Daemon.SystemdService("ssh.service", "active", new Daemon.Options(List.of(), MAIN),
                Optional.of(new Daemon.Running(7, "/usr/sbin/sshd", false, OptionalLong.empty())));
        String global = stock
                ? recorded("global")
                : said.isEmpty() ? predicted(software.version().orElseThrow()) : said;
        var server = new HostFacts.Server(software, daemon, config(), hostKeys(),
                new SshdTest("", 0, recorded("defaults"), ""), new SshdTest("", 0, global, ""), Map.of());
        var network = new Network(listeners,
                List.of(new Network.Address("lo", "127.0.0.1", 8, "host", false),
                        new Network.Address("eth0", "192.0.2.11", 24, "global", false)),
                true, new Firewall(List.of(), List.of()),
                Optional.of(new Network.Connection("192.0.2.1", 40000, "192.0.2.11", 22)));
        return new HostFacts(login, new OperatingSystem("debian", List.of(), debian.substring(6), debian, "host"),
                Optional.of(server), new Accounts(new TreeMap<>(users), new TreeMap<>(groups), true), network, proxmox,
                Packages.IDLE,
                new OwnState(true, Optional.empty(), Optional.empty(), new LinkedHashMap<>(), manifest, 100_000,
                        100_000),
                new Capabilities(true, true, true, true, Set.of(), false, Set.of(), 0),
                new LoginFiles(keys, homes, Map.of(), Optional.empty()));
    }

    /** What sshd would print over the files as they were changed. */
    private String predicted(OpenSshVersion version) {
        Dump defaults = Dump.parse(recorded("defaults"));
        Dialect dialect = new Dialect(version.major(), version.minor()).builtAs(defaults);
        Map<String, List<String>> supported = new TreeMap<>();
        for (String kind : List.of("kex", "cipher", "mac", "key-sig", "sig")) {
            supported.put(kind, lines("ssh-" + kind));
        }
        StringBuilder text = new StringBuilder();
        ConfigTree.of(MAIN, files).evaluate(dialect, MatchContext.none()).over(defaults, supported).values()
                .forEach((keyword, values) -> values
                        .forEach(value -> text.append(keyword).append(' ').append(value).append('\n')));
        return text.toString();
    }

    private ConfigFiles config() {
        var all = new LinkedHashMap<String, HostFile>();
        files.forEach((path, text) -> all.put(path, new HostFile(path, path, text, ROOT, 1, 0)));
        List<String> dropIns = files.keySet().stream()
                .filter(p -> p.startsWith("/etc/ssh/sshd_config.d/") && p.endsWith(".conf")).sorted().toList();
        Map<String, List<String>> globs = new LinkedHashMap<>(Map.of(GLOB, dropIns));
        files.keySet().forEach(path -> globs.put(path, List.of(path)));
        var folders = Map.of("/etc/ssh", new ConfigFiles.Folder("/etc/ssh", "/etc/ssh", ROOT, true));
        return new ConfigFiles(all, globs, folders, Set.of(), Map.of());
    }

    private static List<HostKey> hostKeys() {
        List<HostKey> keys = new ArrayList<>();
        for (String type : KEYS) {
            keys.add(new HostKey("/etc/ssh/ssh_host_" + type.toLowerCase(java.util.Locale.ROOT) + "_key",
                    Optional.of(new Ownership(0600, 0, 0, "root", "root")), type, 256, "SHA256:" + type));
        }
        return keys;
    }

    private List<String> lines(String name) {
        return recorded(name).lines().toList();
    }

    private String recorded(String name) {
        return read(HOSTS.resolve(debian).resolve(name));
    }

    static String read(Path path) {
        try {
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
