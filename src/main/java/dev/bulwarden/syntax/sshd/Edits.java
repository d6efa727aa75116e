package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.List;

/** Edits that touch the lines they name and no other. */
final class Edits {

    private Edits() {}

    static SshdConfig setValue(SshdConfig config, int index, String value) {
        single(value);
        Line.Directive old = config.directive(index);
        String separator = old.separator().isEmpty() ? " " : old.separator();
        return with(config, index, LineReader.line(
                old.indent() + old.word() + separator + value + old.trailer(), old.eol()));
    }

    static SshdConfig replace(SshdConfig config, int index, String content) {
        single(content);
        return with(config, index, LineReader.line(content, config.line(index).eol()));
    }

    private static SshdConfig with(SshdConfig config, int index, Line line) {
        List<Line> lines = new ArrayList<>(config.lines());
        lines.set(index, line);
        return new SshdConfig(config.path(), lines);
    }

    static SshdConfig insert(SshdConfig config, int index, List<String> contents) {
        contents.forEach(Edits::single);
        String eol = usualEol(config);
        List<Line> lines = new ArrayList<>(config.lines().subList(0, index));
        contents.forEach(content -> lines.add(LineReader.line(content, eol)));
        lines.addAll(config.lines().subList(index, config.size()));
        return ended(config, lines);
    }

    static SshdConfig delete(SshdConfig config, int from, int to) {
        List<Line> lines = new ArrayList<>(config.lines().subList(0, from));
        lines.addAll(config.lines().subList(to, config.size()));
        return ended(config, lines);
    }

    static SshdConfig move(SshdConfig config, MatchBlock block, int before) {
        if (before > block.first() && before < block.end()) {
            throw new IllegalArgumentException("line " + before + " is in the block itself");
        }
        List<Line> moved = config.lines().subList(block.first(), block.end());
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i <= config.size(); i++) {
            if (i == before) {
                lines.addAll(moved);
            }
            if (i < config.size() && (i < block.first() || i >= block.end())) {
                lines.add(config.line(i));
            }
        }
        return ended(config, lines);
    }

    /** The lines with the file's end as it was: a last line without a line end only where there was one. */
    private static SshdConfig ended(SshdConfig config, List<Line> lines) {
        boolean open = config.size() > 0 && config.lines().getLast().eol().isEmpty();
        String eol = usualEol(config);
        List<Line> result = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            boolean last = i == lines.size() - 1;
            if (last && open) {
                result.add(line.ended(""));
            } else {
                result.add(line.eol().isEmpty() ? line.ended(eol) : line);
            }
        }
        return new SshdConfig(config.path(), result);
    }

    static String usualEol(SshdConfig config) {
        long windows = config.lines().stream().filter(line -> line.eol().equals("\r\n")).count();
        long unix = config.lines().stream().filter(line -> line.eol().equals("\n")).count();
        return windows > unix ? "\r\n" : "\n";
    }

    private static void single(String content) {
        if (content.indexOf('\n') >= 0 || content.indexOf('\r') >= 0 || content.indexOf(0) >= 0) {
            throw new IllegalArgumentException("not one line: a line break or NUL in it");
        }
    }
}
