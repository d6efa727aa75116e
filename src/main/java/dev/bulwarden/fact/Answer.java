package dev.bulwarden.fact;

import dev.bulwarden.command.Clean;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The records of one answer, as {@code answer.sh} writes them: a first line with the probe's name, one record a line, a last line {@code end}.
 *
 * @param rows in the order told
 */
record Answer(List<Row> rows) {
    private static final Pattern LINE = Pattern.compile("([a-z]+)((?: [A-Za-z0-9+/=-]*)*)");

    Answer {
        rows = List.copyOf(rows);
    }

    /**
     * Reads an answer; what is not of the agreed form is rejected with a reason.
     *
     * @param probe its name, as in its first line
     * @param keys the records it may have
     * @param reader throws {@link Garbled}
     */
    static <T> Checked<T> read(String probe, Set<String> keys, Output output, Function<Answer, T> reader) {
        try {
            return Checked.accepted(reader.apply(of(probe, keys, output)));
        } catch (Garbled e) {
            String said = Clean.line(output.err());
            return Checked.rejected(Diagnostic.error("the host's answer to the " + probe + " cannot be used: "
                    + Clean.line(String.valueOf(e.getMessage())) + (said.isEmpty() ? "" : "; it said: " + said)));
        }
    }

    private static Answer of(String probe, Set<String> keys, Output output) {
        if (output.status() != 0) {
            throw new Garbled("its script ended with status " + output.status());
        }
        if (!output.out().endsWith("\nend\n")) {
            throw new Garbled("it is incomplete");
        }
        List<String> lines = output.out().lines().toList();
        if (!lines.getFirst().equals("bulwarden-" + probe + " 1")) {
            throw new Garbled("it does not begin as one");
        }
        return new Answer(lines.subList(1, lines.size() - 1).stream().map(line -> row(line, keys)).toList());
    }

    private static Row row(String line, Set<String> keys) {
        var match = LINE.matcher(line);
        if (!match.matches() || !keys.contains(match.group(1))) {
            throw new Garbled("it has a line that is no record");
        }
        String rest = match.group(2);
        return new Row(match.group(1), rest.isEmpty() ? List.of() : List.of(rest.substring(1).split(" ", -1)));
    }

    /** All records of this kind, each with so many fields. */
    List<Row> all(String key, int fields) {
        List<Row> found = rows.stream().filter(row -> row.key().equals(key)).toList();
        found.forEach(row -> row.requireFields(fields));
        return found;
    }

    /** The record of this kind, if there is one; two are an error. */
    Optional<Row> optional(String key, int fields) {
        List<Row> found = all(key, fields);
        if (found.size() > 1) {
            throw new Garbled("record " + key + " is there " + found.size() + " times");
        }
        return found.stream().findFirst();
    }

    /** The one record of this kind. */
    Row one(String key, int fields) {
        return optional(key, fields).orElseThrow(() -> new Garbled("record " + key + " is missing"));
    }
}
