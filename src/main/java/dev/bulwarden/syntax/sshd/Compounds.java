package dev.bulwarden.syntax.sshd;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Values made of several words. */
final class Compounds {
    /** Names of types of service by value, as {@code iptos2str} prints them. */
    private static final List<String> QOS = List.of("af11=0x28", "af12=0x30", "af13=0x38", "af21=0x48", "af22=0x50",
            "af23=0x58", "af31=0x68", "af32=0x70", "af33=0x78", "af41=0x88", "af42=0x90", "af43=0x98", "cs0=0x00",
            "cs1=0x20", "cs2=0x40", "cs3=0x60", "cs4=0x80", "cs5=0xa0", "cs6=0xc0", "cs7=0xe0", "ef=0xb8", "le=0x04",
            "lowdelay=0x10", "throughput=0x08", "reliability=0x04");

    /** Accepted from 10.1 on, but taken for none. */
    private static final List<String> OLD_SERVICES = List.of("lowdelay", "throughput", "reliability");

    private Compounds() {}

    static Reading read(Dialect dialect, Keyword keyword, Shape.Compound shape, Arguments arguments) {
        List<String> words = arguments.words();
        boolean trailing = words.size() > 1 && words.getLast().isEmpty() && !dialect.splitsLikeAShell();
        List<String> given = trailing ? words.subList(0, words.size() - 1) : words;
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            return Reading.refused(keyword + " has no value");
        }
        return switch (shape) {
            case QOS -> qos(dialect, keyword, words.size() > 2 ? given : words);
            case REKEY -> arguments.broken() && words.size() == 1
                    ? Reading.refused(keyword + " has a quote that is not closed")
                    : rekey(keyword, words.size() > 2 ? given : words);
            case LISTEN -> listen(keyword, words);
            case SUBSYSTEM -> subsystem(dialect, keyword, given);
            case PENALTIES -> Penalties.read(dialect, keyword, words);
        };
    }

    private static Reading tooMany(Keyword keyword, List<String> words) {
        return Reading.refused(keyword + " takes no " + words.size() + " values");
    }

    private static Reading qos(Dialect dialect, Keyword keyword, List<String> words) {
        if (words.size() > 2) {
            return tooMany(keyword, words);
        }
        Optional<String> interactive = service(dialect, words.getFirst());
        Optional<String> bulk = service(dialect, words.getLast());
        return interactive.isEmpty() || bulk.isEmpty()
                ? Singles.wants(keyword, "names such as ef, cs1, af21, none", String.join(" ", words))
                : Reading.of(List.of(interactive.get(), bulk.get()));
    }

    private static Optional<String> service(Dialect dialect, String word) {
        String folded = Singles.lower(word);
        Optional<Integer> number = number(dialect, word);
        if (number.isPresent()) {
            return number.filter(n -> n <= 255).map(Compounds::name);
        }
        if (dialect.atLeast(10, 1) && OLD_SERVICES.contains(folded)) {
            return Optional.of("none");
        }
        if (dialect.atLeast(10, 3) && folded.equals("va")) {
            return Optional.of(folded);
        }
        if (folded.equals("none")) {
            return Optional.of("none");
        }
        return QOS.stream().map(row -> row.substring(0, row.indexOf('='))).filter(folded::equals).findFirst();
    }

    /** Before 9.8 also octal and hexadecimal (commit ec78c3140). */
    private static Optional<Integer> number(Dialect dialect, String word) {
        if (word.matches("[1-9][0-9]{0,8}|0")) {
            return Optional.of(Integer.parseInt(word));
        }
        if (dialect.atLeast(9, 8)) {
            return Optional.empty();
        }
        if (word.matches("0[xX][0-9a-fA-F]{1,6}")) {
            return Optional.of(Integer.parseInt(word.substring(2), 16));
        }
        return word.matches("0[0-7]{1,8}") ? Optional.of(Integer.parseInt(word, 8)) : Optional.empty();
    }

    private static String name(int service) {
        String hexadecimal = "0x%02x".formatted(service);
        return QOS.stream().filter(row -> row.endsWith("=" + hexadecimal))
                .map(row -> row.substring(0, row.indexOf('=')))
                .findFirst().orElse(hexadecimal);
    }

    /** Amount and time are two settings, each with a first value of its own. */
    private static Reading rekey(Keyword keyword, List<String> words) {
        if (words.size() > 2) {
            return tooMany(keyword, words);
        }
        Optional<Long> bytes = words.getFirst().equals("default") ? Optional.of(0L) : Times.bytes(words.getFirst());
        if (bytes.isEmpty() || (bytes.get() != 0 && bytes.get() < 16)) {
            return Singles.wants(keyword, "default or an amount of at least 16 bytes such as 1G", words.getFirst());
        }
        Map<String, List<String>> parts = new LinkedHashMap<>();
        parts.put("1 bytes", List.of(String.valueOf(bytes.get())));
        if (words.size() == 2 && !words.get(1).equals("none")) {
            Optional<Integer> seconds = Times.seconds(words.get(1));
            if (seconds.isEmpty()) {
                return Singles.wants(keyword, "none or a time such as 1h as the second word", words.get(1));
            }
            parts.put("2 seconds", List.of(String.valueOf(seconds.get())));
        }
        return Reading.of(parts);
    }

    /** An address, printed with its port or without; the ports of the Port keyword are added at the end. */
    private static Reading listen(Keyword keyword, List<String> words) {
        if (words.size() > 1) {
            return Reading.refused(keyword + " takes one address; routing domains are not supported on Linux");
        }
        String word = words.getFirst();
        boolean bareSix = word.indexOf('[') < 0 && word.indexOf(':') != word.lastIndexOf(':');
        Optional<Forwards.HostPort> parts = bareSix
                ? Optional.of(new Forwards.HostPort(word, Optional.empty()))
                : Forwards.split(word);
        Optional<Integer> port = parts.flatMap(Forwards.HostPort::port).flatMap(Singles::number)
                .filter(n -> n > 0 && n <= 65_535);
        boolean name = parts.map(Forwards.HostPort::host)
                .filter(host -> IpAddress.parse(host).isPresent() || host.matches("[A-Za-z0-9._-]+")).isPresent();
        if (!name || parts.isEmpty() || (parts.get().port().isPresent() && port.isEmpty())) {
            return Singles.wants(keyword, "address, address:port or [IPv6 address]:port", word);
        }
        String host = IpAddress.parse(parts.get().host())
                .map(address -> address.six() ? "[" + address + "]" : address.toString()).orElse(parts.get().host());
        return Reading.of(host + port.map(n -> ":" + n).orElse(""));
    }

    private static Reading subsystem(Dialect dialect, Keyword keyword, List<String> words) {
        if (words.size() < 2 || words.get(1).isEmpty()) {
            return Reading.refused(keyword + " has no command");
        }
        String command = words.stream().skip(1).map(word -> dialect.atLeast(9, 5) ? quoted(word) : word)
                .collect(java.util.stream.Collectors.joining(" "));
        return Reading.of(Map.of(words.getFirst(), List.of(words.getFirst() + " " + command)));
    }

    /** As {@code argv_assemble} writes a word. */
    private static String quoted(String word) {
        String escaped = word.replaceAll("[\\\\'\"]", "\\\\$0");
        return word.indexOf(' ') >= 0 || word.indexOf('\t') >= 0 ? "\"" + escaped + "\"" : escaped;
    }
}
