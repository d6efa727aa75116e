package dev.bulwarden.yaml;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads one YAML document. Texts stay as written; what makes YAML surprising (anchors, merge keys, tags, several documents,
 * empty and null values) is an error.
 */
public final class YamlReader {
    /** Longest text that is read, in characters. */
    static final int LONGEST = 4_000_000;

    private static final Pattern BARE_TEMPLATE = Pattern.compile("(^|[:,\\[-])\\s*(\\{\\{[^}]*}})");

    private YamlReader() {}

    /**
     * What could be read.
     *
     * @param root absent when the text is empty or is not YAML at all; may hold {@link YamlNode.Broken} when there are errors
     */
    public record Parsed(Optional<YamlNode> root, List<Diagnostic> diagnostics) {
        public Parsed {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** The whole tree, or every error. */
    public static Checked<YamlNode> read(String source, String text) {
        Parsed parsed = parse(source, text);
        return parsed.root.map(root -> Checked.of(root, parsed.diagnostics))
                .orElseGet(() -> new Checked.Rejected<>(parsed.diagnostics));
    }

    /** The tree with what is wrong, for a caller who goes on to report what else is wrong in the same text. */
    public static Parsed parse(String source, String text) {
        if (text.length() > LONGEST) {
            return nothing(Diagnostic.error(Place.file(source), "longer than " + LONGEST + " characters"));
        }
        String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        List<Event> events = new ArrayList<>();
        try {
            new Yaml(options).parse(new StringReader(body)).forEach(events::add);
        } catch (MarkedYAMLException e) {
            return nothing(syntax(source, body, e));
        } catch (ReaderException e) {
            return nothing(Diagnostic.error(at(source, body, e.getPosition()), "a character that YAML does not allow")
                    .remedy("remove it"));
        } catch (YAMLException _) {
            // The library's own limits only; its message may quote the text, ours must not.
            return nothing(Diagnostic.error(Place.file(source), "not YAML we can read"));
        }
        return new TreeBuilder(source, events).build();
    }

    private static Parsed nothing(Diagnostic why) {
        return new Parsed(Optional.empty(), List.of(why));
    }

    private static Place at(String source, String text, int position) {
        String before = text.substring(0, Math.min(position, text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Place(source, line, before.length() - before.lastIndexOf('\n'));
    }

    private static Diagnostic syntax(String source, String text, MarkedYAMLException e) {
        Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
        Place place = mark == null ? Place.file(source) : new Place(source, mark.getLine() + 1, mark.getColumn() + 1);
        List<String> lines = text.lines().skip(Math.max(0, place.line() - 2)).limit(2).toList();
        for (String line : lines) {
            var template = BARE_TEMPLATE.matcher(line);
            if (template.find()) {
                return Diagnostic.error(place, "a value that starts with {{ must be quoted")
                        .remedy("write \"" + template.group(2) + "\", with the quotes around the whole value");
            }
        }
        String problem = e.getProblem() == null ? "" : e.getProblem();
        if (problem.contains("TAB")) {
            return Diagnostic.error(place, "a tab cannot indent YAML").remedy("use spaces");
        }
        if (problem.contains("mapping values are not allowed")) {
            return Diagnostic.error(place, "a key is not possible here")
                    .remedy("check the indentation, or quote a text that holds a colon and a blank");
        }
        if (problem.contains("could not find expected ':'")) {
            return Diagnostic.error(place, "a key without a colon").remedy("write KEY: VALUE");
        }
        return Diagnostic.error(place, "not YAML: " + problem.replaceAll("\\p{Cntrl}", " "))
                .remedy("check indentation, brackets and quotes around here");
    }
}
