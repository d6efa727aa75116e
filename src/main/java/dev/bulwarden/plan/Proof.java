package dev.bulwarden.plan;

import dev.bulwarden.control.Asked;
import dev.bulwarden.control.Prediction;
import dev.bulwarden.control.Settings;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Visit;
import dev.bulwarden.control.Wanted;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.syntax.sshd.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Proves a changed tree: everything asked for holds in it, globally and for every visit, and nothing else is different from before.
 */
final class Proof {

    private final Wanted wanted;
    private final Set<String> released;
    private final SshdTree after;
    private final List<Diagnostic> gaps = new ArrayList<>();
    private final Set<Place> overriding;

    private Proof(Wanted wanted, Set<String> released, SshdTree before, SshdTree after,
            Set<Place> overriding) {
        this.wanted = wanted;
        this.overriding = overriding;
        this.released = released(wanted, released, before);
        this.after = after;
    }

    /**
     * Tries the proof. What is asked must hold globally and for every visit.
     *
     * @param released printed keywords a drop-in lets go, which may change
     * @param overriding lines of Match blocks that are known to break it and are told of elsewhere
     * @return what could not be proven; empty when everything could
     */
    static List<Diagnostic> of(Wanted wanted, Set<String> released, SshdTree before, SshdTree after,
            List<Visit> visits, Set<Place> overriding) {
        Proof proof = new Proof(wanted, released, before, after, overriding);
        proof.absences();
        proof.context("globally", Asked.globally(wanted, after), before.predict(), after.predict());
        for (Visit visit : visits) {
            proof.context("for " + visit.user() + " from " + visit.address(), Asked.of(wanted, after, visit),
                    before.predict(visit), after.predict(visit));
        }
        return proof.gaps.stream().distinct().toList();
    }

    /** What stood in blocks that are to go may come out different too. */
    private static Set<String> released(Wanted wanted, Set<String> released, SshdTree before) {
        Set<String> all = new TreeSet<>(released);
        wanted.absentBlocks().forEach(gone -> before.block(gone.criteria())
                .ifPresent(block -> before.in(block).forEach(s -> all.add(before.printedName(s.keyword())))));
        return all;
    }

    private void absences() {
        for (Wanted.Absence absence : wanted.absent()) {
            after.global(absence.keyword()).forEach(stand -> gaps.add(Diagnostic.error(stand.place(),
                    absence.keyword().name() + " would still be set here")));
        }
        for (Wanted.AbsentBlock block : wanted.absentBlocks()) {
            after.block(block.criteria()).ifPresent(stand -> gaps.add(Diagnostic.error(
                    Place.line(stand.path(), stand.index() + 1),
                    "Match " + block.criteria() + " would still be here")));
        }
    }

    private void context(String where, Asked asked, Prediction then, Prediction now) {
        for (Map.Entry<String, Wanted.Setting> entry : asked.settings().entrySet()) {
            if (!Settings.agrees(entry.getValue(), now.value(entry.getKey()), after)
                    && !asked.accepts(entry.getKey(), now.value(entry.getKey()))) {
                unmet(where, entry.getValue(), entry.getKey(), now);
            }
        }
        List<String> known = then.problems().stream().map(Diagnostic::message).toList();
        now.problems().stream().filter(p -> !known.contains(p.message())).forEach(gaps::add);
        var keywords = new TreeSet<>(then.values().keySet());
        keywords.addAll(now.values().keySet());
        keywords.removeAll(asked.touched());
        keywords.removeAll(released);
        for (String keyword : keywords) {
            if (!then.value(keyword).equals(now.value(keyword))) {
                gaps.add(new Diagnostic(Severity.ERROR,
                        keyword + " would change " + where + " from " + said(then.value(keyword)) + " to "
                                + said(now.value(keyword)) + ", which nothing asks for"
                                + Keyword.of(keyword).map(this::dropped).orElse(""),
                        now.decidedBy(keyword).or(() -> then.decidedBy(keyword)), Optional.empty()));
            }
        }
    }

    private void unmet(String where, Wanted.Setting setting, String printed, Prediction now) {
        Optional<Place> place = now.decidedBy(printed);
        if (now.deciding().getOrDefault(printed, List.of()).stream().noneMatch(overriding::contains)) {
            gaps.add(new Diagnostic(Severity.ERROR, setting.keyword().name() + " would be " + said(now.value(printed))
                    + " " + where + " instead of " + String.join(", ", setting.lines())
                    + dropped(setting.keyword()), place,
                    place.map(p -> "take out the line at " + p)));
        }
    }

    /** Why a line that is there says nothing. */
    private String dropped(Keyword keyword) {
        return after.dropping(keyword).map(line -> "; " + after.dialect() + " drops it below " + line.keyword().name()
                + " (" + line.place() + "), so it must stand above that line").orElse("");
    }

    private static String said(List<String> lines) {
        return lines.isEmpty() ? "nothing" : String.join(", ", lines);
    }
}
