package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code host:port} words of PermitOpen, PermitListen and ListenAddress, taken apart as {@code hpdelim} does. */
final class Forwards {

    /** @param port what follows the colon; empty: there is none */
    record HostPort(String host, Optional<String> port) {}

    private Forwards() {}

    /** {@code any} and {@code none} stand alone, but from 9.7 on sshd lets hosts follow and keep them all. */
    static Reading read(Dialect dialect, Keyword keyword, List<String> words) {
        String first = words.getFirst();
        boolean word = first.equals("any") || first.equals("none");
        if (word && words.size() > 1 && !dialect.atLeast(9, 7)) {
            return Reading.refused(keyword + " " + first + " must stand alone");
        }
        List<String> values = new ArrayList<>(word ? List.of(first) : List.of());
        for (String forward : words.subList(values.size(), words.size())) {
            boolean bare = keyword.name().equals("PermitListen") && forward.indexOf(':') < 0;
            Optional<String> port = bare ? Optional.of(forward) : split(forward).flatMap(HostPort::port);
            if (port.isEmpty() || !isPort(port.get())) {
                return Singles.wants(keyword, bare ? "a port or host:port" : "host:port", forward);
            }
            values.add(bare ? "*:" + forward : forward);
        }
        return Reading.of(values);
    }

    private static boolean isPort(String text) {
        return text.equals("*") || Singles.number(text).filter(n -> n > 0 && n <= 65_535).isPresent();
    }

    /** Empty: no host and port can be made out. */
    static Optional<HostPort> split(String word) {
        int end;
        String host;
        if (word.startsWith("[")) {
            int close = word.indexOf(']');
            if (close < 0) {
                return Optional.empty();
            }
            host = word.substring(1, close);
            end = close + 1;
        } else {
            int colon = word.indexOf(':');
            end = colon < 0 ? word.length() : colon;
            host = word.substring(0, end);
        }
        if (end == word.length()) {
            return Optional.of(new HostPort(host, Optional.empty()));
        }
        return word.charAt(end) == ':'
                ? Optional.of(new HostPort(host, Optional.of(word.substring(end + 1))))
                : Optional.empty();
    }
}
