package dev.bulwarden.control;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.OpenSsh.Offers;
import dev.bulwarden.playbook.Acceptance;
import dev.bulwarden.playbook.Item;
import dev.bulwarden.playbook.Requirement;
import dev.bulwarden.playbook.Requirement.GroupMembers;
import dev.bulwarden.playbook.Requirement.PamCommentOut;
import dev.bulwarden.playbook.Requirement.SshdAbsent;
import dev.bulwarden.playbook.Requirement.SshdAlgorithms;
import dev.bulwarden.playbook.Requirement.SshdMatch;
import dev.bulwarden.playbook.Requirement.SshdMatchAbsent;
import dev.bulwarden.playbook.Requirement.SshdSetting;
import dev.bulwarden.syntax.sshd.Dialect;
import dev.bulwarden.syntax.sshd.Keyword;
import dev.bulwarden.syntax.sshd.MatchBlock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Requirements in the words of one host's sshd: old spellings, algorithms it offers, keywords it lacks.
 *
 * @param wanted what is asked of sshd
 * @param notApplicable items about keywords this sshd lacks, from profiles or {@code if_supported}
 * @param problems items that cannot be said to this sshd
 * @param notes items that can, to no effect
 */
public record Resolution(Wanted wanted, List<Item> notApplicable, List<Diagnostic> problems, List<Diagnostic> notes) {
    public Resolution {
        notApplicable = List.copyOf(notApplicable);
        problems = List.copyOf(problems);
        notes = List.copyOf(notes);
    }

    /** Of every requirement that is about sshd; the others are passed over. */
    public static Resolution of(List<Requirement> requirements, SshdTree tree, HostFacts facts) {
        Run run = new Run(tree);
        for (Requirement requirement : requirements) {
            switch (requirement) {
                case SshdSetting s -> run.settings.addAll(run.setting(s.item(), s.keyword(), s.values(), s.accept()));
                case SshdAbsent a ->
                    run.keywords(a.item(), a.keyword()).forEach(k -> run.absent.add(new Wanted.Absence(a.item(), k)));
                case SshdMatch m -> run.match(m);
                case SshdMatchAbsent m ->
                    run.absentBlocks.add(new Wanted.AbsentBlock(m.item(), MatchBlock.normalise(m.criteria())));
                case SshdAlgorithms a -> {
                    Offers offers = facts.server().orElseThrow().software().offers();
                    run.algorithms(a, offers, requirements);
                }
                case PamCommentOut _,GroupMembers _ -> {
                }
            }
        }
        return new Resolution(new Wanted(run.settings, run.absent, run.blocks, run.absentBlocks), run.notApplicable,
                run.problems, run.notes);
    }

    private static final class Run {
        private final SshdTree tree;
        private final Dialect dialect;
        private final List<Wanted.Setting> settings = new ArrayList<>();
        private final List<Wanted.Absence> absent = new ArrayList<>();
        private final List<Wanted.Block> blocks = new ArrayList<>();
        private final List<Wanted.AbsentBlock> absentBlocks = new ArrayList<>();
        private final List<Item> notApplicable = new ArrayList<>();
        private final List<Diagnostic> problems = new ArrayList<>();
        private final List<Diagnostic> notes = new ArrayList<>();

        Run(SshdTree tree) {
            this.tree = tree;
            this.dialect = tree.dialect();
        }

        List<Wanted.Setting> setting(Item item, String word, List<String> values, Optional<Acceptance> accept) {
            List<Wanted.Setting> resolved = keywords(item, word).stream()
                    .map(keyword -> new Wanted.Setting(item, keyword, keyword.lines(values), accept)).toList();
            resolved.forEach(this::judge);
            return resolved;
        }

        /** A value this release refuses, and a keyword it only smiles at. */
        private void judge(Wanted.Setting setting) {
            Alone.predict(tree, setting.keyword(), setting.lines()).problems().forEach(p -> problems.add(
                    Diagnostic.error(setting.item().place(),
                            "sshd of this host (" + dialect + ") refuses this: " + p.message())));
            if (setting.keyword().standing() != Keyword.Standing.LIVE) {
                notes.add(Diagnostic.warning(setting.item().place(),
                        setting.keyword().name() + " has no effect any more; sshd only knows its name")
                        .remedy("take it out"));
            }
        }

        void match(SshdMatch match) {
            List<Wanted.Setting> inside = new ArrayList<>();
            match.settings().forEach(s -> inside.addAll(setting(s.item(), s.keyword(), s.values(), Optional.empty())));
            blocks.add(new Wanted.Block(match.item(), MatchBlock.normalise(match.criteria()), inside));
        }

        /** A keyword the play sets by name is the play's; the set is for the others. */
        void algorithms(SshdAlgorithms wanted, Offers offers, List<Requirement> requirements) {
            Set<String> named = new HashSet<>();
            requirements.forEach(r -> {
                if (r instanceof SshdSetting s) {
                    named.add(s.keyword().toLowerCase(Locale.ROOT));
                }
            });
            var resolved = Algorithms.strong(offers);
            for (String word : Algorithms.keywords()) {
                List<String> members = resolved.getOrDefault(word, List.of());
                if (members.isEmpty()) {
                    problems.add(Diagnostic.error(wanted.item().place(),
                            "this host offers none of the strong algorithms for " + word));
                } else if (!named.contains(word.toLowerCase(Locale.ROOT))) {
                    settings.addAll(
                            setting(wanted.item(), word, members, Optional.of(new Acceptance.SubsetOf(members))));
                }
            }
        }

        /** The keyword for this release; two for KbdInteractiveAuthentication before 8.7, where each alone has no effect. */
        List<Keyword> keywords(Item item, String word) {
            Optional<Keyword> keyword = Keyword.of(word).filter(k -> dialect.spelling(k).isPresent());
            if (keyword.isEmpty()) {
                if (item.ifSupported()) {
                    notApplicable.add(item);
                } else {
                    problems.add(Diagnostic.error(item.place(), "sshd of this host (" + dialect + ") has no " + word)
                            .remedy("put it under if_supported, or in a play for other hosts"));
                }
                return List.of();
            }
            List<Keyword> all = new ArrayList<>(List.of(keyword.get()));
            if (keyword.get().name().equals("KbdInteractiveAuthentication")) {
                dialect.keyword("ChallengeResponseAuthentication").filter(k -> !k.equals(keyword.get()))
                        .ifPresent(all::add);
            }
            return all;
        }
    }
}
