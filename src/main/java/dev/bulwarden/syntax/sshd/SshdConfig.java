package dev.bulwarden.syntax.sshd;

import dev.bulwarden.diagnostic.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One configuration file as lines, each exactly as it stands in the file. Indexes count lines from 0. Every edit is a new value that differs
 * in the lines it names and nowhere else; a file without a final newline stays without.
 *
 * @param path as the daemon names it
 */
public record SshdConfig(String path, List<Line> lines) {
    public SshdConfig {
        Objects.requireNonNull(path, "path is null");
        lines = List.copyOf(lines);
    }

    /** Reads any text, one char a byte (ISO-8859-1). */
    public static SshdConfig parse(String path, String bytes) {
        return new SshdConfig(path, LineReader.lines(bytes));
    }

    /** What was read, byte for byte. */
    public String text() {
        return lines.stream().map(Line::text).collect(Collectors.joining());
    }

    public int size() {
        return lines.size();
    }

    public Line line(int index) {
        return lines.get(index);
    }

    /** The place of a line, as editors count. */
    public Place place(int index) {
        return Place.line(path, index + 1);
    }

    /** A directive; an exception when the line is none. */
    public Line.Directive directive(int index) {
        if (lines.get(index) instanceof Line.Directive directive) {
            return directive;
        }
        throw new IllegalArgumentException(place(index) + " is no directive");
    }

    /** The Match blocks, in order. */
    public List<MatchBlock> blocks() {
        List<Integer> matches = directives().filter(i -> directive(i).isMatch()).boxed().toList();
        List<MatchBlock> blocks = new ArrayList<>();
        for (int i = 0; i < matches.size(); i++) {
            int match = matches.get(i);
            int floor = i == 0 ? 0 : matches.get(i - 1) + 1;
            int end = i + 1 < matches.size() ? commentsAbove(matches.get(i + 1), match + 1) : size();
            blocks.add(new MatchBlock(commentsAbove(match, floor), match, end,
                    MatchBlock.normalise(directive(match).value())));
        }
        return blocks;
    }

    private int commentsAbove(int match, int floor) {
        int first = match;
        while (first > floor && lines.get(first - 1) instanceof Line.Comment) {
            first--;
        }
        return first;
    }

    /** The first Match line; empty: the whole file is global. */
    public OptionalInt firstMatch() {
        return directives().filter(i -> directive(i).isMatch()).findFirst();
    }

    /** The last directive above the first Match line. */
    public OptionalInt lastGlobal() {
        int end = firstMatch().orElse(size());
        return directives().filter(i -> i < end).reduce((_, later) -> later);
    }

    /** Every directive with this keyword, under any name this release knows it by, global or in a Match block. */
    public List<Integer> active(Dialect dialect, Keyword keyword) {
        return directives().filter(i -> dialect.keyword(directive(i).keyword()).filter(keyword::equals).isPresent())
                .boxed().toList();
    }

    /** Of {@link #active}, those above the first Match line. */
    public List<Integer> global(Dialect dialect, Keyword keyword) {
        int end = firstMatch().orElse(size());
        return active(dialect, keyword).stream().filter(i -> i < end).toList();
    }

    /**
     * {@code #Keyword value} at column 0 with no blank behind the {@code #}, above the first {@code Match} or {@code #Match}: the place where
     * distributions show a default.
     */
    public List<Integer> placeholders(Dialect dialect, Keyword keyword) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < size(); i++) {
            if (lines.get(i) instanceof Line.Directive directive && directive.isMatch()) {
                break;
            }
            if (shown(i) instanceof Line.Directive directive) {
                if (directive.isMatch()) {
                    break;
                }
                if (!directive.value().isEmpty()
                        && dialect.keyword(directive.keyword()).filter(keyword::equals).isPresent()) {
                    found.add(i);
                }
            }
        }
        return found;
    }

    /** What a comment line at column 0 would be without its {@code #}; the line itself when it is no such comment. */
    private Line shown(int index) {
        Line line = lines.get(index);
        String content = line.content();
        boolean shows = line instanceof Line.Comment && content.startsWith("#") && content.length() > 1
                && Character.isLetter(content.charAt(1));
        return shows ? LineReader.line(content.substring(1), line.eol()) : new Line.Blank("", "");
    }

    private IntStream directives() {
        return IntStream.range(0, size()).filter(i -> lines.get(i) instanceof Line.Directive);
    }

    /** The same with another value in a directive; everything else of the line stays. */
    public SshdConfig setValue(int index, String value) {
        return Edits.setValue(this, index, value);
    }

    /** The same with {@code #} before a line. */
    public SshdConfig commentOut(int index) {
        return Edits.replace(this, index, "#" + lines.get(index).content());
    }

    /** The same with the {@code #} at column 0 taken away. */
    public SshdConfig uncomment(int index) {
        String content = lines.get(index).content();
        if (!content.startsWith("#")) {
            throw new IllegalArgumentException(place(index) + " has no # at column 0");
        }
        return Edits.replace(this, index, content.substring(1));
    }

    /** The same with a line's content replaced; it keeps its line end. */
    public SshdConfig replace(int index, String content) {
        return Edits.replace(this, index, content);
    }

    /** The same with lines before a line ({@link #size()}: at the end); they end as most lines of the file do. */
    public SshdConfig insert(int index, List<String> contents) {
        return Edits.insert(this, index, contents);
    }

    /** The same without a line. */
    public SshdConfig delete(int index) {
        return Edits.delete(this, index, index + 1);
    }

    /** The same without a Match block and the comment lines directly above it. */
    public SshdConfig remove(MatchBlock block) {
        return Edits.delete(this, block.first(), block.end());
    }

    /** The same with a Match block, comments above included, before a line outside it. */
    public SshdConfig move(MatchBlock block, int before) {
        return Edits.move(this, block, before);
    }

    /** The line end most lines of the file have. */
    public String usualEol() {
        return Edits.usualEol(this);
    }

}
