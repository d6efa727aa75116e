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
                case SshdSetting s ->
                    run.settings.addAll(run.setting(s.item(), s.keyword(), s.values(), s.accept(), false));
                case SshdAbsent a ->
                    run.keywords(a.item(), a.keyword(), false)
                            .forEach(k -> run.absent.add(new Wanted.Absence(a.item(), k)));
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
        run.interactive();
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

        List<Wanted.Setting> setting(Item item, String word, List<String> values, Optional<Acceptance> accept,
                boolean inMatch) {
            List<Wanted.Setting> resolved = keywords(item, word, inMatch).stream()
                    .map(keyword -> new Wanted.Setting(item, keyword, keyword.lines(values), accept)).toList();
            resolved.forEach(this::judge);
            return resolved;
        }

        /** A value this release refuses, and a keyword it only smiles at. */
        private void judge(Wanted.Setting setting) {
            Alone.predict(tree, setting.keyword(), setting.lines()).problems().forEach(p -> problems.add(
                    Diagnostic.error(setting.item().place(),
                            "sshd of this host (" + dialect + ") refuses this: " + p.message())));
            if (!setting.keyword().live(dialect)) {
                notes.add(Diagnostic.warning(setting.item().place(),
                        setting.keyword().name() + " has no effect any more; sshd only knows its name")
                        .remedy("take it out"));
            }
        }

        void match(SshdMatch match) {
            List<Wanted.Setting> inside = new ArrayList<>();
            match.settings()
                    .forEach(s -> inside.addAll(setting(s.item(), s.keyword(), s.values(), Optional.empty(), true)));
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
                if (List.of(offers.kex(), offers.ciphers(), offers.macs(), offers.hostKey())
                        .contains(List.<String>of())) {
                    problems.add(Diagnostic.error(wanted.item().place(),
                            "what algorithms this host has is not known: ssh -Q lists none")
                            .remedy("install openssh-client there, or name the algorithms in settings"));
                    return;
                }
                if (members.isEmpty()) {
                    problems.add(Diagnostic.error(wanted.item().place(),
                            "this host offers none of the strong algorithms for " + word));
                } else if (!named.contains(word.toLowerCase(Locale.ROOT))) {
                    settings.addAll(
                            setting(wanted.item(), word, members, Optional.of(new Acceptance.SubsetOf(members)),
                                    false));
                }
            }
        }

        /**
         * The keyword for this release; globally two for KbdInteractiveAuthentication before 8.7, where each alone has no effect. In a Match
         * block only KbdInteractiveAuthentication may stand there.
         */
        List<Keyword> keywords(Item item, String word, boolean inMatch) {
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
            if (inMatch) {
                return dialect.allowedInMatch(tree.spelling(keyword.get())) ? all : notInMatch(item, word);
            }
            if (keyword.get().name().equals("KbdInteractiveAuthentication")) {
                dialect.keyword("ChallengeResponseAuthentication").filter(k -> !k.equals(keyword.get()))
                        .ifPresent(all::add);
            }
            return all;
        }

        private List<Keyword> notInMatch(Item item, String word) {
            if (item.ifSupported()) {
                notApplicable.add(item);
            } else {
                problems.add(Diagnostic.error(item.place(),
                        "sshd of this host (" + dialect + ") allows no " + word + " in a Match block")
                        .remedy("set it globally, or in a play for hosts with a later release"));
            }
            return List.of();
        }

        /** Before 8.7 sshd offers what a Match block turns on, but then refuses every answer unless ChallengeResponseAuthentication is on. */
        void interactive() {
            Optional<Keyword> challenge = dialect.keyword("ChallengeResponseAuthentication")
                    .filter(k -> k.name().equals("ChallengeResponseAuthentication"));
            if (challenge.isEmpty()) {
                return;
            }
            List<String> effective = settings.stream().filter(s -> s.keyword().equals(challenge.get()))
                    .map(Wanted.Setting::lines).findFirst()
                    .orElseGet(() -> tree.predict().value(tree.printedName(challenge.get())));
            if (!effective.equals(List.of("no"))) {
                return;
            }
            blocks.stream().flatMap(block -> block.settings().stream())
                    .filter(s -> s.keyword().name().equals("KbdInteractiveAuthentication"))
                    .filter(s -> !s.lines().equals(List.of("no")))
                    .forEach(s -> problems.add(Diagnostic.error(s.item().place(), "sshd of this host (" + dialect
                            + ") refuses every answer to keyboard-interactive questions while it is off globally, also in a Match block that"
                            + " turns it on")
                            .remedy("turn KbdInteractiveAuthentication on globally and off in Match blocks for the others")));
        }
    }
}
