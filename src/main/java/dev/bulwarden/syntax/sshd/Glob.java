package dev.bulwarden.syntax.sshd;

import java.util.Collection;
import java.util.List;

/** {@code glob(3)} over known paths: {@code *}, {@code ?} and {@code [...]} stay within one folder and match no leading dot; byte order. */
final class Glob {

    private Glob() {}

    static List<String> expand(String pattern, Collection<String> paths) {
        return paths.stream().filter(path -> matches(pattern, path)).sorted().toList();
    }

    private static boolean matches(String pattern, String path) {
        List<String> wanted = List.of(pattern.replaceAll("/+", "/").split("/", -1));
        List<String> parts = List.of(path.split("/", -1));
        if (wanted.size() != parts.size()) {
            return false;
        }
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            boolean hidden = part.startsWith(".") && !wanted.get(i).startsWith(".") && !wanted.get(i).startsWith("\\.");
            if (hidden || !segment(wanted.get(i), 0, part, 0)) {
                return false;
            }
        }
        return true;
    }

    private static boolean segment(String pattern, int p, String text, int t) {
        if (p == pattern.length()) {
            return t == text.length();
        }
        char c = pattern.charAt(p);
        if (c == '*') {
            for (int i = t; i <= text.length(); i++) {
                if (segment(pattern, p + 1, text, i)) {
                    return true;
                }
            }
            return false;
        }
        if (t == text.length()) {
            return false;
        }
        int close = c == '[' ? pattern.indexOf(']', p + 2) : -1;
        if (close > 0) {
            return inClass(pattern.substring(p + 1, close), text.charAt(t)) && segment(pattern, close + 1, text, t + 1);
        }
        if (c == '\\' && p + 1 < pattern.length()) {
            return pattern.charAt(p + 1) == text.charAt(t) && segment(pattern, p + 2, text, t + 1);
        }
        return (c == '?' || c == text.charAt(t)) && segment(pattern, p + 1, text, t + 1);
    }

    private static boolean inClass(String set, char c) {
        boolean negated = set.startsWith("!") || set.startsWith("^");
        boolean found = false;
        for (int i = negated ? 1 : 0; i < set.length(); i++) {
            boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
            char last = range ? set.charAt(i + 2) : set.charAt(i);
            found |= set.charAt(i) <= c && c <= last;
            i += range ? 2 : 0;
        }
        return found != negated;
    }
}
