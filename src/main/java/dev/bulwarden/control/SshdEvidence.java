package dev.bulwarden.control;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Evidence.Verdict;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.syntax.sshd.Keyword;
import dev.bulwarden.syntax.sshd.MatchBlock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What sshd's configuration shows about every item that is about it. */
public final class SshdEvidence {

    private SshdEvidence() {}

    /** One for each item, by kind, in the order of the requirements. */
    public static List<Evidence> of(Resolution resolution, SshdTree tree) {
        Map<String, Evidence> byItem = new LinkedHashMap<>();
        all(resolution, tree).forEach(e -> byItem.merge(e.item().id(), e, SshdEvidence::both));
        return List.copyOf(byItem.values());
    }

    /** An item that is several keywords holds when all of them do. */
    private static Evidence both(Evidence one, Evidence other) {
        boolean firstDecides = one.verdict() == Verdict.FAIL || other.verdict() == Verdict.PASS;
        return new Evidence(one.item(), firstDecides ? one.verdict() : other.verdict(),
                one.wanted() + "; " + other.wanted(), one.found() + "; " + other.found(),
                firstDecides ? one.decidedBy() : other.decidedBy());
    }

    private static List<Evidence> all(Resolution resolution, SshdTree tree) {
        Wanted wanted = resolution.wanted();
        List<Evidence> found = new ArrayList<>();
        wanted.settings().forEach(s -> found.add(Settings.evidence(s, tree)));
        wanted.absent().forEach(a -> found.add(absent(a, tree)));
        wanted.blocks().forEach(b -> block(b, isInPlace(b.criteria(), wanted, tree), tree, found));
        wanted.absentBlocks().forEach(b -> found.add(absent(b, tree)));
        resolution.notApplicable().forEach(item -> found.add(
                new Evidence(item, Verdict.NOT_APPLICABLE, item.id(), "this sshd has no such keyword",
                        Optional.empty())));
        return found;
    }

    /** Whether a block is as far up in its file as it is among those of ours that stand in that file. */
    private static boolean isInPlace(String criteria, Wanted wanted, SshdTree tree) {
        Optional<String> path = tree.block(criteria).map(Stand.Block::path);
        if (path.isEmpty()) {
            return false;
        }
        List<String> there = tree.file(path.get()).blocks().stream().map(MatchBlock::criteria).toList();
        List<String> ours = wanted.blocks().stream().map(Wanted.Block::criteria)
                .filter(c -> tree.block(c).map(Stand.Block::path).equals(path)).toList();
        return there.indexOf(criteria) == ours.indexOf(criteria);
    }

    private static Evidence absent(Wanted.Absence wanted, SshdTree tree) {
        List<Stand> stands = tree.global(wanted.keyword());
        return new Evidence(wanted.item(), stands.isEmpty() ? Verdict.PASS : Verdict.FAIL,
                "no active line of " + wanted.keyword().name(),
                stands.isEmpty() ? "none" : stands.getFirst().value(),
                stands.stream().findFirst().map(Stand::place));
    }

    private static Evidence absent(Wanted.AbsentBlock wanted, SshdTree tree) {
        Optional<Stand.Block> block = tree.block(wanted.criteria());
        return new Evidence(wanted.item(), block.isEmpty() ? Verdict.PASS : Verdict.FAIL,
                "no Match " + wanted.criteria(), block.isEmpty() ? "none" : "there", block.map(SshdEvidence::place));
    }

    private static void block(Wanted.Block wanted, boolean placed, SshdTree tree, List<Evidence> found) {
        Optional<Stand.Block> block = tree.block(wanted.criteria());
        String shown = block.isEmpty() ? "no such block" : placed ? "in its place" : "out of order";
        found.add(new Evidence(wanted.item(), block.isPresent() && placed ? Verdict.PASS : Verdict.FAIL,
                "Match " + wanted.criteria(), shown, block.map(SshdEvidence::place)));
        for (Wanted.Setting setting : wanted.settings()) {
            List<Stand> stands = block.map(b -> tree.in(b, setting.keyword())).orElse(List.of());
            found.add(new Evidence(setting.item(),
                    Settings.says(stands, setting, tree) ? Verdict.PASS : Verdict.FAIL,
                    setting.keyword().name() + " " + String.join(", ", setting.lines()),
                    stands.isEmpty() ? "not set" : stands.getFirst().value(),
                    stands.stream().findFirst().map(Stand::place)));
        }
    }

    /** What our blocks say besides what is asked, and blocks of others that are read before ours; both stay. */
    public static List<Diagnostic> kept(Wanted wanted, SshdTree tree) {
        List<Diagnostic> kept = new ArrayList<>();
        for (Wanted.Block block : wanted.blocks()) {
            List<Keyword> asked = block.settings().stream().map(Wanted.Setting::keyword).toList();
            tree.block(block.criteria()).map(tree::in).orElse(List.of()).stream()
                    .filter(s -> !s.path().equals(SshdDropIn.PATH) && !asked.contains(s.keyword()))
                    .forEach(s -> kept.add(new Diagnostic(Severity.INFO, s.keyword().name() + " "
                            + s.value() + " in Match " + block.criteria() + " is kept",
                            Optional.of(s.place()), Optional.empty())));
        }
        List<String> ours = wanted.blocks().stream().map(Wanted.Block::criteria).toList();
        List<Stand.Block> read = tree.matchLines();
        long earlier = ours.isEmpty() ? 0 : read.stream().takeWhile(b -> !ours.contains(b.criteria())).count();
        read.stream().limit(earlier).forEach(b -> kept.add(new Diagnostic(Severity.INFO,
                "Match " + b.criteria() + " is read before the blocks of the playbook", Optional.of(place(b)),
                Optional.empty())));
        return kept;
    }

    private static Place place(Stand.Block block) {
        return Place.line(block.path(), block.index() + 1);
    }
}
