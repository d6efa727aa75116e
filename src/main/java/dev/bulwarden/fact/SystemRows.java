package dev.bulwarden.fact;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a survey tells of the host itself. */
final class SystemRows {
    private SystemRows() {}

    /** os-release(5) text, an empty line, and the host name as last line. */
    static OperatingSystem system(Answer answer) {
        String text = answer.one("system", 1).text(0);
        int end = text.lastIndexOf("\n\n");
        if (end < 0) {
            throw new Garbled("record system has no host name");
        }
        Map<String, String> values = new HashMap<>();
        text.substring(0, end).lines().forEach(line -> assignment(line, values));
        String id = values.getOrDefault("ID", "linux");
        return new OperatingSystem(id, List.of(values.getOrDefault("ID_LIKE", "").strip().split("\\s+")),
                values.getOrDefault("VERSION_ID", ""), values.getOrDefault("PRETTY_NAME", id),
                text.substring(end + 2).strip());
    }

    /** Shell assignments with or without quotes; what is none is a comment. */
    private static void assignment(String line, Map<String, String> values) {
        int equals = line.indexOf('=');
        if (equals <= 0 || line.startsWith("#")) {
            return;
        }
        String value = line.substring(equals + 1).strip();
        if (value.length() > 1 && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(value.length() - 1) == value.charAt(0)) {
            value = value.substring(1, value.length() - 1).replaceAll("\\\\([\"$`\\\\])", "$1");
        }
        values.put(line.substring(0, equals).strip(), value);
    }

    static Capabilities capabilities(Answer answer) {
        Row row = answer.one("capabilities", 7);
        Set<String> immutable = new HashSet<>();
        for (Row file : answer.all("file", 5)) {
            protectedBy(file.plain(3), file.path(1), immutable);
        }
        for (Row folder : answer.all("folder", 5)) {
            protectedBy(folder.plain(3), folder.path(1), immutable);
        }
        return new Capabilities(row.number(0) == 0, row.flag(2), row.flag(3), row.flag(4), Set.copyOf(row.lines(6)),
                row.flag(5), immutable, row.number(1));
    }

    /** lsattr(1)'s letters: i immutable, a append only; I and A are harmless. */
    private static void protectedBy(String flags, String path, Set<String> immutable) {
        if (flags.indexOf('i') >= 0 || flags.indexOf('a') >= 0) {
            immutable.add(path);
        }
    }

    /** Lines of {@code ssh -G}; a list that is missing makes the whole of no use. */
    private static Optional<OpenSsh.Offers> client(Answer answer) {
        Map<String, List<String>> lists = new HashMap<>();
        answer.optional("client", 1).ifPresent(row -> row.lines(0).forEach(line -> {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                lists.put(line.substring(0, blank), List.of(line.substring(blank + 1).split(",")));
            }
        }));
        List<String> names = List.of("kexalgorithms", "ciphers", "macs", "hostkeyalgorithms");
        if (!lists.keySet().containsAll(names)) {
            return Optional.empty();
        }
        List<List<String>> found = names.stream().map(name -> lists.getOrDefault(name, List.of())).toList();
        return Optional.of(new OpenSsh.Offers(found.get(0), found.get(1), found.get(2), found.get(3), List.of()));
    }

    /** Lines {@code FILE PID PROGRAM}. */
    static Packages packages(Answer answer) {
        Row row = answer.one("packages", 2);
        return new Packages(row.lines(0).stream().map(line -> {
            String[] part = line.split(" ", 3);
            if (part.length != 3) {
                throw new Garbled("record packages: no lock");
            }
            return new Packages.Lock(part[0], Row.small("packages", part[1]), part[2]);
        }).toList(), row.flag(1));
    }

    static Optional<Proxmox> proxmox(Answer answer) {
        return answer.optional("proxmox", 2)
                .map(row -> new Proxmox(row.lines(1).stream().findFirst().orElse(""), row.flag(0),
                        client(answer)));
    }
}
