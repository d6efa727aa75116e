package dev.bulwarden.syntax.pam;

import dev.bulwarden.syntax.pam.PamLine.Meaning;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A file of {@code /etc/pam.d}. Its lines tile it: {@link #text} is the text that was parsed, by construction.
 *
 * @param lines in order
 */
public record PamService(List<PamLine> lines) {
    public PamService {
        lines = List.copyOf(lines);
    }

    /** Any text is a service; what libpam would not understand is {@link Meaning.Malformed}. */
    public static PamService parse(String text) {
        List<PamLine> lines = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) {
            if (!continues(text, start, end)) {
                lines.add(new PamLine(text.substring(start, end + 1)));
                start = end + 1;
            }
        }
        if (start < text.length()) {
            lines.add(new PamLine(text.substring(start)));
        }
        return new PamService(lines);
    }

    /** Of the bytes of a file; every byte comes back. */
    public static PamService parse(byte[] bytes) {
        return parse(new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** A comment never goes on in the next line. */
    private static boolean continues(String text, int start, int end) {
        int last = end > start && text.charAt(end - 1) == '\r' ? end - 2 : end - 1;
        return last >= start && text.charAt(last) == '\\' && text.substring(start, end).indexOf('#') < 0
                && end + 1 < text.length();
    }

    public String text() {
        return lines.stream().map(PamLine::text).collect(Collectors.joining());
    }

    /** The file as bytes. */
    public byte[] bytes() {
        return text().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** 1-based numbers, in the file, of the active lines with the words of this one. */
    public List<Integer> find(String line) {
        String words = new PamLine(line).words();
        List<Integer> found = new ArrayList<>();
        int number = 1;
        for (PamLine candidate : lines) {
            if (!words.isEmpty() && candidate.words().equals(words)) {
                found.add(number);
            }
            number += (int) candidate.text().chars().filter(c -> c == '\n').count();
        }
        return found;
    }

    /** The number of the first line that would be this one if it were not a comment. */
    public Optional<Integer> findCommentedOut(String line) {
        String words = new PamLine(line).words();
        int number = 1;
        for (PamLine candidate : lines) {
            if (!words.isEmpty() && candidate.commentedWords().equals(words)) {
                return Optional.of(number);
            }
            number += (int) candidate.text().chars().filter(c -> c == '\n').count();
        }
        return Optional.empty();
    }

    /** Every active line with the words of this one commented out; the same service when there is none. */
    public PamService commentOut(String line) {
        String words = new PamLine(line).words();
        return new PamService(lines.stream()
                .map(l -> !words.isEmpty() && l.words().equals(words) ? l.commentedOut() : l).toList());
    }

    /** What the active lines say, in order. */
    public List<Meaning> meanings() {
        return lines.stream().map(PamLine::meaning).filter(m -> !(m instanceof Meaning.Nothing)).toList();
    }

    /** Names of the files it reads, by whatever kind of include. */
    public List<String> includes() {
        return meanings().stream().flatMap(m -> switch (m) {
            case Meaning.IncludeAll(var file) -> Optional.of(file).stream();
            case Meaning.Rule rule when rule.isInclude() -> Optional.of(rule.target()).stream();
            case Meaning.Rule _,Meaning.Nothing _,Meaning.Malformed _ -> Optional.<String>empty().stream();
        }).distinct().toList();
    }
}
