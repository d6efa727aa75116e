package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A generated tree and the connection it is asked about.
 *
 * @param cells what it shows
 */
record Sample(Map<String, String> files, MatchContext context, List<Cell> cells) {
    private static final String FOLDER = "/tmp/sample";
    static final String MAIN = FOLDER + "/main";
    private static final List<String> OURS = List.of("User root", "User=root", "Group root", "Group *,!adm",
            "Address 192.0.2.0/24",
            "User \"ro*\" Address *", "Host 192.0.2.?", "LocalPort 22", "LocalAddress 192.0.2.11 User !x,*",
            "user r?ot # why");
    private static final List<String> FOREIGN = List.of("User carl", "User !root", "Group adm",
            "Address 198.51.100.0/24,!192.0.2.1",
            "LocalPort 23", "User Root", "Address 192.0.2.1 User carl", "Host *.example.org");

    /** A keyword under one of its names, in a form. */
    record Cell(Keyword keyword, String word, boolean inMatch, Form form) {}

    static Sample of(Random random, List<Cell> cells) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        for (Cell cell : cells) {
            place(random, cell, sections);
        }
        Map<String, String> files = new LinkedHashMap<>();
        StringBuilder main = new StringBuilder("Include " + FOLDER + "/first/*.conf\n");
        main.append(text(sections, "global")).append("Include " + FOLDER + "/last.d/?-*.conf\n");
        block(main, pick(random, FOREIGN), text(sections, "foreign"));
        block(main, pick(random, OURS), text(sections, "one"));
        block(main, pick(random, OURS), text(sections, "two"));
        block(main, "all", text(sections, "all"));
        files.put(MAIN, random.nextInt(8) == 0 ? main.toString().stripTrailing() : main.toString());
        files.put(FOLDER + "/first/10-a.conf", text(sections, "first"));
        files.put(FOLDER + "/last.d/9-z.conf", text(sections, "last") + "Match User carl\n");
        files.put(FOLDER + "/in.conf", text(sections, "included"));
        return new Sample(files, context(random), cells);
    }

    private static MatchContext context(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> MatchContext.none();
            case 1 -> MatchContext.of("nobody", java.util.Set.of("nogroup"), "198.51.100.7", "192.0.2.11", 23);
            default -> MatchContext.of("root", java.util.Set.of("root"), "192.0.2.1", "192.0.2.11", 22);
        };
    }

    private static void block(StringBuilder main, String criteria, String body) {
        if (!body.isEmpty()) {
            main.append("Match ").append(criteria).append('\n').append(body);
        }
    }

    private static void place(Random random, Cell cell, Map<String, List<String>> sections) {
        List<String> values = cell.form() == Form.BAD_VALUE
                ? SampleValues.bad(cell.keyword())
                : SampleValues.good(cell.keyword());
        List<String> places = switch (cell.form()) {
            case TWICE -> List.of("global", "global");
            case DROP_IN_FIRST -> List.of("first", "global");
            case DROP_IN_LAST -> List.of("global", "last");
            case MATCHING -> List.of("one");
            case TWO_MATCHING -> List.of("one", "two");
            case OVER_GLOBAL -> List.of("global", "one");
            case NOT_MATCHING -> List.of("foreign");
            case MATCH_ALL -> List.of("all");
            case INCLUDE_IN_MATCH -> List.of("included");
            default -> List.of("global");
        };
        if (cell.form() == Form.INCLUDE_IN_MATCH) {
            sections.computeIfAbsent(random.nextBoolean() ? "one" : "foreign", _ -> new ArrayList<>())
                    .add("Include " + FOLDER + "/in.conf");
        }
        for (String place : places) {
            sections.computeIfAbsent(place, _ -> new ArrayList<>())
                    .add(cell.form().line(cell.word(), pick(random, values)));
        }
    }

    private static String text(Map<String, List<String>> sections, String name) {
        return sections.getOrDefault(name, List.of()).stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    private static String pick(Random random, List<String> values) {
        return values.get(random.nextInt(values.size()));
    }
}
