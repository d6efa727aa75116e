package dev.bulwarden.syntax.sshd;

import java.util.Locale;

/** Wildcards, as {@code match.c} has them. */
public final class Patterns {

    private Patterns() {}

    /** Whether {@code *} and {@code ?} of a pattern fit the whole text. */
    public static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int resume = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                resume = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++resume;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    /** 1: a pattern of the comma list fits and no negated one; -1: a negated one fits; 0: none does. */
    static int list(String patterns, String text, boolean fold) {
        String folded = fold ? text.toLowerCase(Locale.ROOT) : text;
        int result = 0;
        for (String part : patterns.split(",", -1)) {
            boolean negated = part.startsWith("!");
            String pattern = negated ? part.substring(1) : part;
            if (matches(fold ? pattern.toLowerCase(Locale.ROOT) : pattern, folded)) {
                if (negated) {
                    return -1;
                }
                result = 1;
            }
        }
        return result;
    }
}
