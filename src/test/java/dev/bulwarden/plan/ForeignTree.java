package dev.bulwarden.plan;

import dev.bulwarden.control.Visit;
import dev.bulwarden.lab.Debian;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A generated configuration in which others wrote Match blocks of every criterion, what a play asks of it, and logins to try.
 *
 * @param files by path; the main file under {@link #MAIN}
 * @param settings asked for, by keyword
 * @param match criteria a play has of its own, with one setting; often none
 */
record ForeignTree(Map<String, String> files, Map<String, String> settings, Optional<String> match,
        boolean looksUpNames) {
    static final String MAIN = "/etc/ssh/sshd_config";
    static final String FIRST = "/tmp/sample/first/10-a.conf";
    static final String INSIDE = "/tmp/sample/in.conf";

    private static final Map<String, List<String>> ACCOUNTS = new TreeMap<>(Map.of("root", List.of("root"), "bulwarden",
            List.of("bulwarden", "sudo"), "mgrsys", List.of("mgrsys", "sudo"), "carl", List.of("carl"), "deploy",
            List.of("deploy", "web", "staff")));
    private static final List<String> NAMES = List.of("root", "bulwarden", "mgrsys", "carl", "deploy", "ghost", "ro",
            "rott",
            "Root", "admin7", "x@example.org", "xarl");
    private static final List<String> USERS = List.of("root", "carl", "mgrsys", "ro*", "*r*", "r??t", "Root", "!root",
            "*", "!carl", "ghost", "admin?", "*@example.org", "!*r?", "deploy");
    private static final List<String> GROUPS = List.of("root", "sudo", "carl", "web", "s*", "*", "!sudo", "!web",
            "nobodies",
            "!carl", "W*", "staff");
    private static final List<String> ADDRESSES = List.of("10.0.0.0/8", "10.1.2.3", "10.1.0.0/16", "192.0.2.0/24",
            "192.0.2.*", "!192.0.2.1", "!10.1.2.3", "2001:db8::/32", "!2001:db8::1", "2001:db8:*", "0.0.0.0/0", "::/0",
            "*",
            "10.0.0.1?", "198.51.100.7", "*.7");
    private static final List<String> HOSTS = List.of("10.*", "192.0.2.1", "!10.1.2.3", "pve1", "pve*", "*.example.org",
            "!gate.example.org", "*", "PVE2", "2001:db8::?", "*.7");
    private static final List<String> LOCAL = List.of("192.0.2.11", "192.0.2.0/24", "127.0.0.1", "!192.0.2.11", "*",
            "2001:db8::/32", "198.51.100.0/24");
    private static final List<String> DOMAINS = List.of("vrf-a", "vrf-*", "!vrf-a", "*");
    private static final List<String> SOURCES = List.of("10.1.2.3", "10.0.0.1", "10.0.0.15", "10.1.9.9", "192.0.2.1",
            "192.0.2.200", "198.51.100.7", "203.0.113.9", "2001:db8::1", "2001:db8::2", "2001:db8:1::5", "2a00::7",
            "127.0.0.1");
    private static final List<String> CLIENTS = List.of("pve1", "pve2", "gate.example.org", "x.example.org",
            "other.test");

    private static final Map<String, List<String>> POOL = pool();

    private static Map<String, List<String>> pool() {
        Map<String, List<String>> pool = new LinkedHashMap<>();
        pool.put("PermitRootLogin",
                List.of("no", "yes", "prohibit-password", "without-password", "forced-commands-only"));
        pool.put("PasswordAuthentication", List.of("no", "yes"));
        pool.put("PubkeyAuthentication", List.of("yes", "no"));
        pool.put("MaxAuthTries", List.of("3", "4", "6"));
        pool.put("MaxSessions", List.of("2", "10"));
        pool.put("X11Forwarding", List.of("no", "yes"));
        pool.put("AllowTcpForwarding", List.of("no", "yes", "local", "all"));
        pool.put("AllowAgentForwarding", List.of("no", "yes"));
        pool.put("PermitTTY", List.of("yes", "no"));
        pool.put("GatewayPorts", List.of("no", "yes", "clientspecified"));
        pool.put("Banner", List.of("none", "/etc/issue.net", "/etc/motd"));
        pool.put("LogLevel", List.of("INFO", "VERBOSE", "ERROR"));
        pool.put("PermitUserRC", List.of("yes", "no"));
        pool.put("AuthenticationMethods", List.of("any", "publickey", "publickey,password"));
        pool.put("AcceptEnv", List.of("LANG", "LC_*", "LANG LC_*", "EDITOR"));
        pool.put("AllowUsers", List.of("root carl", "*", "mgrsys@10.0.0.0/8 root"));
        pool.put("DenyGroups", List.of("web", "nobodies sudo"));
        pool.put("ForceCommand", List.of("none", "/bin/true", "internal-sftp"));
        pool.put("AuthorizedKeysFile", List.of(".ssh/authorized_keys", "/etc/keys/%u .ssh/k"));
        pool.put("PermitOpen", List.of("any", "none", "localhost:80"));
        pool.put("ClientAliveInterval", List.of("0", "300"));
        pool.put("SetEnv", List.of("A=1", "B=2"));
        pool.put("IPQoS", List.of("cs0", "af21 cs1"));
        return pool;
    }

    static ForeignTree of(Random random, Debian debian) {
        List<String> keywords = new ArrayList<>(POOL.keySet());
        java.util.Collections.shuffle(keywords, random);
        List<String> used = keywords.subList(0, 3 + random.nextInt(4));
        boolean names = random.nextInt(4) == 0;
        StringBuilder main = new StringBuilder();
        if (random.nextBoolean()) {
            main.append("Include /tmp/sample/first/*.conf\n");
        }
        main.append("HostKey /etc/ssh/ssh_host_ed25519_key\nUseDNS ").append(names ? "yes" : "no").append('\n');
        Map<String, String> global = new LinkedHashMap<>();
        for (String keyword : used) {
            if (random.nextInt(4) > 0) {
                String value = pick(random, keyword);
                global.put(keyword, value);
                main.append(keyword(random, keyword)).append(' ').append(value).append('\n');
            }
        }
        List<String> criteria = new ArrayList<>();
        int blocks = 1 + random.nextInt(5);
        for (int i = 0; i < blocks; i++) {
            String met = criteria(random, debian);
            criteria.add(met);
            main.append(word(random, "Match")).append(' ').append(met)
                    .append(random.nextInt(6) == 0 ? " # by hand\n" : "\n");
            body(random, used, main);
            if (random.nextInt(5) == 0) {
                main.append("\tInclude ").append(INSIDE).append('\n');
            }
        }
        StringBuilder first = new StringBuilder();
        StringBuilder inside = new StringBuilder();
        body(random, used, inside);
        if (random.nextBoolean()) {
            first.append("Match ").append(criteria(random, debian)).append('\n');
            body(random, used, first);
        }
        if (random.nextBoolean()) {
            inside.append("Match ").append(criteria(random, debian)).append('\n');
            body(random, used, inside);
        }
        Map<String, String> files = new LinkedHashMap<>();
        files.put(MAIN, main.toString());
        files.put(FIRST, first.toString());
        files.put(INSIDE, inside.toString());
        Map<String, String> settings = new LinkedHashMap<>();
        for (String keyword : used) {
            if (random.nextInt(4) > 0) {
                settings.put(keyword, random.nextInt(5) > 0 && global.containsKey(keyword)
                        ? global.getOrDefault(keyword, "")
                        : pick(random, keyword));
            }
        }
        if (settings.isEmpty()) {
            settings.put(used.getFirst(), pick(random, used.getFirst()));
        }
        Optional<String> own = random.nextInt(4) == 0 ? Optional.of(criteria.getFirst()) : Optional.empty();
        return new ForeignTree(files, settings, own.filter(c -> c.matches("[A-Za-z]+ [A-Za-z0-9.*?]+")), names);
    }

    String playbook() {
        StringBuilder text = new StringBuilder("- hosts: all\n  sshd:\n    settings:\n");
        settings.forEach((keyword, value) -> text.append("      ").append(keyword).append(": \"").append(value)
                .append("\"\n"));
        match.ifPresent(criteria -> {
            String keyword = settings.keySet().iterator().next();
            text.append("    match:\n      - {criteria: \"").append(criteria).append("\", settings: {").append(keyword)
                    .append(": \"").append(settings.get(keyword)).append("\"}}\n");
        });
        return text.toString();
    }

    /** The recorded host with the accounts that the real one has. */
    RecordedHost host(Debian debian) {
        RecordedHost host = RecordedHost.debian(debian.release()).user("deploy", "deploy", "web", "staff");
        files.forEach(host::file);
        return host;
    }

    /** Makes the same accounts on a real host. */
    static String accounts() {
        StringBuilder script = new StringBuilder();
        ACCOUNTS.forEach((name, groups) -> {
            if (!name.equals("root")) {
                groups.forEach(group -> script.append("groupadd -f ").append(group).append('\n'));
                script.append("id ").append(name).append(" >/dev/null 2>&1 || useradd -M -g ").append(groups.getFirst())
                        .append(groups.size() > 1 ? " -G " + String.join(",", groups.subList(1, groups.size())) : "")
                        .append(' ').append(name).append('\n');
            }
        });
        return script.toString();
    }

    Visit login(Random random, Debian debian) {
        String name = random.nextInt(4) == 0 ? "root" : any(random, NAMES);
        List<String> groups = ACCOUNTS.getOrDefault(name, List.of());
        String address = random.nextInt(5) == 0
                ? random.nextInt(223) + 1 + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                        + random.nextInt(256)
                : any(random, SOURCES);
        String host = looksUpNames && random.nextBoolean() ? any(random, CLIENTS) : address;
        boolean invalid = debian == Debian.TRIXIE && groups.isEmpty() && random.nextBoolean();
        return new Visit(name, groups, address,
                any(random, List.of("192.0.2.11", "127.0.0.1", "198.51.100.4", "2001:db8::9")),
                any(random, List.of(22, 22, 2222, 8022)), host,
                random.nextInt(4) == 0 ? Optional.of(any(random, List.of("vrf-a", "vrf-b", "blue"))) : Optional.empty(),
                invalid);
    }

    private static void body(Random random, List<String> used, StringBuilder text) {
        int lines = random.nextInt(4);
        for (int i = 0; i < lines; i++) {
            String keyword = any(random, used);
            text.append(random.nextBoolean() ? "\t" : "").append(keyword(random, keyword)).append(' ')
                    .append(pick(random, keyword)).append('\n');
        }
    }

    private static String criteria(Random random, Debian debian) {
        if (random.nextInt(12) == 0) {
            return word(random, "all");
        }
        if (debian == Debian.TRIXIE && random.nextInt(10) == 0) {
            return random.nextBoolean() ? "invalid-user" : "Version OpenSSH_1*";
        }
        List<String> tests = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            switch (random.nextInt(9)) {
                case 0, 1 -> tests.add(test(random, "User", USERS));
                case 2, 3 -> tests.add(test(random, "Group", GROUPS));
                case 4 -> tests.add(test(random, "Address", ADDRESSES));
                case 5 -> tests.add(test(random, "Host", HOSTS));
                case 6 -> tests.add(test(random, "LocalAddress", LOCAL));
                case 7 -> tests.add(word(random, "LocalPort") + " " + any(random, List.of("22", "2222", "8022")));
                default -> tests.add(test(random, "RDomain", DOMAINS));
            }
        }
        return String.join(random.nextInt(5) == 0 ? "   " : " ", tests);
    }

    private static String test(Random random, String name, List<String> patterns) {
        List<String> list = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            list.add(any(random, patterns));
        }
        String argument = String.join(",", list);
        return word(random, name) + " " + (random.nextInt(6) == 0 ? "\"" + argument + "\"" : argument);
    }

    private static String keyword(Random random, String keyword) {
        return word(random, keyword);
    }

    private static String word(Random random, String word) {
        return switch (random.nextInt(8)) {
            case 0 -> word.toLowerCase(java.util.Locale.ROOT);
            case 1 -> word.toUpperCase(java.util.Locale.ROOT);
            default -> word;
        };
    }

    private static String pick(Random random, String keyword) {
        return any(random, POOL.getOrDefault(keyword, List.of()));
    }

    private static <T> T any(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
