package dev.bulwarden.syntax.sshd;

import dev.bulwarden.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;

/** What a playbook's author should know about a value before any host is asked. */
final class Check {
    private static final Dialect NEWEST = Dialect.NEWEST;

    private Check() {}

    static List<Diagnostic> of(Keyword keyword, List<String> values, boolean inMatch) {
        List<Diagnostic> found = new ArrayList<>();
        switch (keyword.standing()) {
            case LIVE, KERBEROS -> {
            }
            case IGNORED, DEPRECATED, UNSUPPORTED -> found.add(Diagnostic.error(
                    keyword + " has no effect (" + Singles.lower(keyword.standing().name()) + ")").remedy("remove it"));
        }
        if (keyword.shape() == Shape.Structure.MATCH || keyword.shape() == Shape.Structure.INCLUDE) {
            found.add(Diagnostic.error(keyword + " is not a setting"));
        }
        if (inMatch && !keyword.allowedInMatch()) {
            found.add(Diagnostic.error(keyword + " is not allowed within a Match block").remedy("set it globally"));
        }
        if (values.isEmpty() || values.stream().anyMatch(String::isBlank)) {
            found.add(Diagnostic.error(keyword + " has an empty value"));
            return found;
        }
        if (values.stream().anyMatch(value -> value.chars().anyMatch(c -> c < ' ' && c != '\t'))) {
            found.add(Diagnostic.error(keyword + " has a line break or another control character in its value"));
            return found;
        }
        if (values.size() > 1 && keyword.listing() == Keyword.Listing.ONE) {
            found.add(Diagnostic.error(keyword + " takes one value, not a list").remedy("write one value"));
            return found;
        }
        for (String line : keyword.lines(values)) {
            Reading.read(dialect(keyword), keyword, line).problem().map(Diagnostic::error).ifPresent(found::add);
            line(keyword, line, found);
        }
        return found;
    }

    private static Dialect dialect(Keyword keyword) {
        int until = keyword.names().stream().mapToInt(Keyword.Name::until).max().orElse(NEWEST.number());
        return until > NEWEST.number() ? NEWEST : new Dialect((until - 1) / 100, (until - 1) % 100);
    }

    private static void line(Keyword keyword, String line, List<Diagnostic> found) {
        switch (keyword.shape()) {
            case Shape.One.USERENVIRONMENT -> {
                if (line.equalsIgnoreCase("no") && !line.equals("no")) {
                    found.add(Diagnostic.error(keyword + " " + line + " turns it on: any word but a lower-case no does")
                            .remedy("write " + keyword + " no"));
                }
            }
            case Shape.Many.USERS, Shape.Many.GROUPS -> names(keyword, line, found);
            case Shape.Whole _ -> {
            }
            case Shape _ -> {
                if (line.chars().anyMatch(c -> c == '#')) {
                    found.add(Diagnostic
                            .error(keyword + " has a # in its value, which OpenSSH before 8.7 takes for a comment"));
                }
            }
        }
    }

    private static void names(Keyword keyword, String line, List<Diagnostic> found) {
        for (String word : Arguments.of(NEWEST, line).words()) {
            // Behind the first @ a comma may join addresses; which @ that is depends on the release, and is judged there.
            int at = keyword.shape() == Shape.Many.USERS ? word.indexOf('@') : -1;
            String name = at < 0 ? word : word.substring(0, at);
            if (name.indexOf(',') >= 0) {
                found.add(Diagnostic.error(keyword + " " + word + ": a comma is a part of the name here")
                        .remedy("write a list: " + word.replace(",", " ")));
            }
            if (word.startsWith("!")) {
                found.add(Diagnostic.error(keyword + " " + word + ": an exclamation mark negates nothing here")
                        .remedy(keyword.name().endsWith("Users") ? "use DenyUsers" : "use DenyGroups"));
            }
        }
    }
}
