package dev.bulwarden.report;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remarks as people want to read them. */
final class Notes {
    private Notes() {}

    /** Remarks without a place that say the same of many are said once: of the first, and how many more there are. */
    static List<Diagnostic> brief(List<Diagnostic> notes) {
        Map<Object, Integer> counts = new LinkedHashMap<>();
        Map<Object, Diagnostic> first = new LinkedHashMap<>();
        for (Diagnostic note : notes) {
            Object said = said(note);
            counts.merge(said, 1, Integer::sum);
            first.putIfAbsent(said, note);
        }
        return first.entrySet().stream()
                .map(entry -> alike(entry.getValue(), counts.getOrDefault(entry.getKey(), 1) - 1)).toList();
    }

    /** What is said, without of whom; a warning, and a remark about a place, are like no other. */
    private static Object said(Diagnostic note) {
        return note.severity() == Severity.INFO && note.place().isEmpty()
                ? note.message().replaceFirst("^\\S+ ", "")
                : note;
    }

    private static Diagnostic alike(Diagnostic first, int more) {
        int blank = first.message().indexOf(' ');
        return more == 0 || blank < 0
                ? first
                : new Diagnostic(first.severity(), first.message().substring(0, blank) + " (and " + more
                        + " more)" + first.message().substring(blank), Optional.empty(), first.remedy());
    }
}
