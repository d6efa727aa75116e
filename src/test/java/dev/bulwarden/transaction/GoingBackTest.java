package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Digest;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.plan.Manifest;
import dev.bulwarden.plan.NetEffect;
import dev.bulwarden.plan.Reversal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whatever is applied, undone and pruned, in whatever order: going back to before a transaction leads to where the host was before it. */
class GoingBackTest {
    private static final int SEQUENCES = 1500;
    private static final int STEPS = 30;

    @Test
    void goingBackLeadsToWhereTheHostWas() {
        int wentBack = 0;
        int folded = 0;
        for (int seed = 0; seed < SEQUENCES; seed++) {
            Random random = new Random(seed);
            Model host = new Model();
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(6)) {
                    case 0, 1, 2 -> host.apply(random);
                    case 3 -> host.restored(random);
                    case 4 -> host.prune(1 + random.nextInt(4));
                    default -> {
                        Optional<String> to = host.somewhere(random);
                        if (to.isPresent()) {
                            host.back(to.get(), "seed " + seed + ", step " + step);
                            wentBack++;
                        }
                    }
                }
                folded += host.standing().stream().filter(m -> !m.folded().isEmpty()).toList().size();
            }
            if (host.somewhere(random).isPresent()) {
                host.back(Reversal.FIRST, "seed " + seed);
                assertThat(host.now()).as("seed %d", seed).isEqualTo(Model.START);
                host.back(Reversal.FIRST, "seed " + seed + ", once more");
            }
        }
        assertThat(wentBack).isGreaterThan(SEQUENCES);
        assertThat(folded).isGreaterThan(SEQUENCES);
    }

    @Test
    void aFileThatWasMadeAndRemovedIsNoMatterLater() {
        Manifest made = manifest("t1", "", change("/f", "", "new"));
        Manifest removed = manifest("t2", "t1", change("/f", "new", ""));
        Reversal back = accepted(Reversal.of(List.of(made, removed), Reversal.FIRST));
        assertThat(back.nothing()).isTrue();
        assertThat(back.notes()).isEmpty();
    }

    @Test
    void whatTheHostHasNoBackupOfIsNamed() {
        Manifest first = manifest("t1", "", change("/a", "1", "2"));
        Manifest third = manifest("t3", "t2", change("/b", "1", "2"));
        assertThat(told(Reversal.of(List.of(first, third), Reversal.FIRST))).singleElement().asString()
                .contains("not undone: transaction t2, which came before t3");
        assertThat(told(Reversal.of(List.of(first, third), ""))).isEmpty();
        assertThat(told(Reversal.of(List.of(third), Reversal.FIRST))).singleElement().asString().contains("t2");
    }

    @Test
    void whatAnEarlierVersionPrunedIsNotKnown() {
        Manifest first = old("t1", change("/a", "1", "2"));
        Manifest later = old("t9", change("/b", "1", "2"));
        assertThat(told(Reversal.of(List.of(first, later), Reversal.FIRST))).singleElement().asString()
                .contains("whether transactions between t1 and t9 were pruned is not known");
        assertThat(told(Reversal.of(List.of(first, later), "t9"))).isEmpty();
    }

    @Test
    void whatSomebodyElseDidInBetweenIsTold() {
        Manifest first = manifest("t1", "", change("/a", "1", "2"));
        Manifest second = manifest("t2", "t1", change("/a", "mine", "3"));
        assertThat(told(Reversal.of(List.of(first, second), Reversal.FIRST))).singleElement().asString()
                .contains("what somebody else did to /a between t1 and t2");
    }

    @Test
    void onePrunedTransactionCannotBeUndoneAlone() {
        List<Backup> backups = List.of(backup(manifest("t1", "", change("/a", "1", "2"))),
                backup(manifest("t2", "t1", change("/b", "1", "2"))),
                backup(manifest("t3", "t2", change("/a", "2", "3"))));
        Manifest after = Retention.of(backups, 1).fold().orElseThrow().after();
        assertThat(after.folded()).containsExactly(new TransactionId("t2"));
        Checked<Reversal> back = Reversal.of(List.of(after, backups.get(2).manifest()), "t2");
        assertThat(back.diagnostics()).singleElement().asString().contains("only together with t1", "--to t1");
    }

    private static List<String> told(Checked<Reversal> reversal) {
        return accepted(reversal).notes().stream().map(Diagnostic::toString).toList();
    }

    private static Reversal accepted(Checked<Reversal> reversal) {
        return ((Checked.Accepted<Reversal>) reversal).value();
    }

    private static Backup backup(Manifest manifest) {
        return new Backup(manifest, "applied", 4, Digest.of(manifest.toString()));
    }

    private static Manifest old(String id, Manifest.Change change) {
        return new Manifest(new TransactionId(id), id, "ops@desk", "", Instant.EPOCH, List.of(change), List.of(),
                Managed.NOTHING,
                List.of(),
                Optional.empty(), List.of());
    }

    private static Manifest manifest(String id, String previous, Manifest.Change change) {
        return new Manifest(new TransactionId(id), id, "ops@desk", "", Instant.EPOCH, List.of(change), List.of(),
                Managed.NOTHING,
                List.of(),
                Optional.of(previous), List.of());
    }

    private static Manifest.Change change(String path, String before, String after) {
        return new Manifest.Change(path, path, state(before), state(after));
    }

    private static Optional<FileEdit.State> state(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(new FileEdit.Content(text, 0644, 0, 0).state());
    }

    /** Files and groups of a host. */
    private record State(Map<String, String> files, Map<String, Set<String>> groups) {
        State copy() {
            Map<String, Set<String>> members = new TreeMap<>();
            groups.forEach((group, users) -> members.put(group, new TreeSet<>(users)));
            return new State(new TreeMap<>(files), members);
        }
    }

    /** A host that does what the scripts do. */
    private static final class Model {
        static final State START = new State(new TreeMap<>(Map.of("/main", "0", "/pam", "0")),
                new TreeMap<>(Map.of("sudo", new TreeSet<>(Set.of("ann")))));
        private static final List<String> PATHS = List.of("/main", "/pam", "/drop-in", "/other");
        private final State now = START.copy();
        /** By id: how the host was before it. */
        private final Map<String, State> before = new LinkedHashMap<>();
        private final Map<String, Backup> backups = new TreeMap<>();
        /** By id and number. */
        private final Map<String, String> kept = new TreeMap<>();
        private int count;

        State now() {
            return now;
        }

        List<Manifest> standing() {
            return backups.values().stream().filter(Backup::applied).map(Backup::manifest).toList();
        }

        Optional<String> somewhere(Random random) {
            List<String> all = standing().stream().map(m -> m.transaction().text()).toList();
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
        }

        void apply(Random random) {
            Map<String, String> after = new LinkedHashMap<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                after.put(PATHS.get(random.nextInt(PATHS.size())), String.valueOf(random.nextInt(1000)));
            }
            List<Action> actions = new ArrayList<>();
            String group = List.of("sudo", "sshauth").get(random.nextInt(2));
            String user = List.of("bob", "carl").get(random.nextInt(2));
            if (!now.groups().containsKey(group)) {
                actions.add(new Action.CreateGroup(group));
            }
            if (!now.groups().getOrDefault(group, Set.of()).contains(user)) {
                actions.add(new Action.AddMember(group, user));
            }
            change(after, random.nextBoolean() ? actions : List.of());
        }

        /** One that was begun and put back. */
        void restored(Random random) {
            String id = next();
            Manifest manifest = new Manifest(new TransactionId(id), id, "", "", Instant.EPOCH,
                    List.of(new Manifest.Change("/main", "/main", state("x"), state(String.valueOf(random.nextInt())))),
                    List.of(), Managed.NOTHING, List.of(), Optional.of(""), List.of());
            backups.put(id, new Backup(manifest, "restored-asked", 4, Digest.of(id)));
        }

        void back(String to, String as) {
            State wanted = Objects.requireNonNull(
                    before.get(to.equals(Reversal.FIRST) ? standing().getFirst().transaction().text() : to));
            Reversal reversal = accepted(Reversal.of(standing(), to));
            assertThat(reversal.notes()).as(as).isEmpty();
            if (!reversal.nothing()) {
                Map<String, String> after = new LinkedHashMap<>();
                for (NetEffect.File file : reversal.files()) {
                    String path = file.change().target();
                    assertThat(state(now.files().getOrDefault(path, ""))).as(as + ", " + path)
                            .isEqualTo(file.change().after());
                    after.put(path, file.change().before().isEmpty() ? "" : old(file, as));
                }
                change(after, reversal.actions());
            }
            assertThat(now).as(as).isEqualTo(wanted);
        }

        private String old(NetEffect.File file, String as) {
            String bytes = Objects.requireNonNull(kept.get(file.oldest() + "/" + file.number()), as);
            assertThat(state(bytes)).as(as).isEqualTo(file.change().before());
            return bytes;
        }

        void prune(int keep) {
            Retention retention = Retention.of(List.copyOf(backups.values()), keep);
            retention.fold().ifPresent(fold -> {
                String first = fold.first().manifest().transaction().text();
                fold.copies().forEach(copy -> Optional.ofNullable(kept.get(copy.transaction() + "/" + copy.number()))
                        .ifPresent(bytes -> kept.put(first + "/" + copy.as(), bytes)));
                backups.put(first, new Backup(fold.after(), "applied", 4, Digest.of(first)));
            });
            for (Backup gone : retention.removed()) {
                String id = gone.manifest().transaction().text();
                backups.remove(id);
                kept.keySet().removeIf(k -> k.startsWith(id + "/"));
            }
        }

        private String next() {
            count++;
            return "t%03d".formatted(count);
        }

        private void change(Map<String, String> after, List<Action> actions) {
            String previous = standing().isEmpty() ? "" : standing().getLast().transaction().text();
            String id = next();
            before.put(id, now.copy());
            List<Manifest.Change> changes = new ArrayList<>();
            after.forEach((path, text) -> {
                String was = now.files().getOrDefault(path, "");
                if (!was.isEmpty()) {
                    kept.put(id + "/" + (Manifest.FIRST + changes.size()), was);
                }
                changes.add(GoingBackTest.change(path, was, text));
                if (text.isEmpty()) {
                    now.files().remove(path);
                } else {
                    now.files().put(path, text);
                }
            });
            actions.forEach(this::act);
            backups.put(id,
                    new Backup(new Manifest(new TransactionId(id), id, "", "", Instant.EPOCH, changes, actions,
                            Managed.NOTHING,
                            List.of(), Optional.of(previous), List.of()), "applied", 4, Digest.of(id)));
        }

        private void act(Action action) {
            switch (action) {
                case Action.CreateGroup(var group) -> now.groups().putIfAbsent(group, new TreeSet<>());
                case Action.DeleteGroup(var group) -> now.groups().remove(group);
                case Action.AddMember(var group, var user) ->
                    now.groups().computeIfPresent(group, (_, users) -> with(users, user));
                case Action.RemoveMember(var group, var user) ->
                    now.groups().getOrDefault(group, new TreeSet<>()).remove(user);
            }
        }

        private static Set<String> with(Set<String> users, String user) {
            Set<String> more = new TreeSet<>(users);
            more.add(user);
            return more;
        }
    }
}
