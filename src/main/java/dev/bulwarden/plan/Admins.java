package dev.bulwarden.plan;

import dev.bulwarden.change.Expectation.Principal;
import dev.bulwarden.control.Prediction;
import dev.bulwarden.control.Visit;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.User;
import dev.bulwarden.guard.Admission;
import dev.bulwarden.guard.Admission.Verdict;
import dev.bulwarden.guard.Client;
import dev.bulwarden.guard.Door;
import dev.bulwarden.guard.Settings;
import dev.bulwarden.guard.Situation;
import dev.bulwarden.syntax.sshd.AddressCells;
import dev.bulwarden.syntax.sshd.AddressCells.Cell;
import dev.bulwarden.syntax.sshd.AddressList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Administrators nobody protects: accounts of uid 0 or in sudo, wheel or admin, with a shell. Of those who can log in today it is told who could
 * not after the change, and from where, and of whom that is not known; a report, which blocks nothing. They are looked for where our own connection comes from and, where
 * the address makes a difference, in every part of the address space. Not thread-safe; used once.
 */
final class Admins {
    private static final Set<String> GROUPS = Set.of("sudo", "wheel", "admin");
    /** Accounts that are looked at. */
    private static final int MOST = 64;
    /** Of those who are not. */
    private static final int NAMED = 5;
    /** What decides how an account gets in, besides the lists of accounts. */
    private static final List<String> WAYS = List.of("authenticationmethods", "pubkeyauthentication",
            "passwordauthentication", "kbdinteractiveauthentication", "authorizedkeysfile", "authorizedkeyscommand",
            "trustedusercakeys", "authorizedprincipalsfile", "authorizedprincipalscommand");

    private final HostFacts facts;
    private final Principals principals;
    private final Composition composition;
    private final Paths paths;
    private final Situation then;
    private final Situation now;
    private final List<User> admins;
    private boolean cut = true;

    Admins(HostFacts facts, Principals principals, List<Principal> who, Composition composition, Paths paths,
            Client client) {
        this.facts = facts;
        this.principals = principals;
        this.composition = composition;
        this.paths = paths;
        this.then = situation(composition.before().predict(), Map.of(), client);
        this.now = situation(composition.after().predict(), composition.texts(), client);
        List<String> protectedUsers = who.stream().map(Principal::user).toList();
        this.admins = facts.accounts().users().values().stream()
                .filter(u -> u.uid() == 0 || u.groups().stream().anyMatch(GROUPS::contains))
                .filter(u -> !protectedUsers.contains(u.name()) && Admission.hasShell(u)).toList();
    }

    private Situation situation(Prediction global, Map<String, String> files, Client client) {
        Settings settings = new Settings(global.values());
        return new Situation(facts, List.of(), settings, settings, files, client);
    }

    /** Visits of those who can log in today that take another path than all known ones: sshd is to be asked about these, too. */
    List<Visit> visits(List<Visit> known) {
        Map<Paths.Path, Visit> more = new LinkedHashMap<>();
        admins().stream().map(this::usual).filter(v -> !(verdict(v, false, "") instanceof Verdict.Closed))
                .forEach(v -> more.putIfAbsent(paths.of(v), v));
        known.forEach(v -> more.remove(paths.of(v)));
        return List.copyOf(more.values());
    }

    /** One warning for each of them who could not log in any more, or of whom that is not known. */
    List<Diagnostic> report() {
        List<Diagnostic> all = new ArrayList<>();
        admins().forEach(user -> report(user).ifPresent(all::add));
        if (!cut) {
            all.add(Diagnostic.warning("address patterns fall into more parts than are looked at; which administrators"
                    + " could not log in from the others after this is not known"));
        }
        List<String> others = admins.stream().filter(u -> !admins().contains(u)).map(User::name).toList();
        if (!others.isEmpty() && facts.loginFiles().home(facts.login()).isPresent()) {
            all.add(Diagnostic.warning(others.size()
                    + " more administrators were not looked at, whose files of keys are"
                    + " too many or could not be read in time; which of them could not log in after this is not known: "
                    + String.join(", ", others.subList(0, Math.min(NAMED, others.size())))
                    + (others.size() > NAMED ? " and others" : "")));
        }
        if (!facts.accounts().complete()) {
            all.add(Diagnostic.warning("this host has " + facts.accounts().omitted() + " more accounts than are looked"
                    + " at; administrators among them that are neither of uid 0 nor in sudo, wheel or admin are not"
                    + " known"));
        }
        return all;
    }

    /** Those whose way in was looked at. Who has a password is told of in any case. */
    private List<User> admins() {
        return admins.stream().filter(u -> facts.loginFiles().home(u.name()).isPresent()
                || u.password() == User.Password.SET).limit(MOST).toList();
    }

    /**
     * A part of the address space.
     *
     * @param cell empty: all of it
     * @param today whether the account gets in from there
     * @param then whether it would after the change
     */
    private record Part(Visit witness, Optional<Cell> cell, Verdict today, Verdict then) {
        boolean open() {
            return !(today instanceof Verdict.Closed);
        }

        boolean lost() {
            return open() && then instanceof Verdict.Closed;
        }
    }

    private Optional<Diagnostic> report(User user) {
        List<Part> parts = parts(user);
        List<Part> lost = parts.stream().filter(Part::lost).toList();
        if (lost.isEmpty()) {
            return unknown(user, parts);
        }
        List<Part> open = parts.stream().filter(Part::open).toList();
        List<Cell> cells = cells(lost);
        List<Cell> kept = cells(open.stream().filter(p -> !p.lost()).toList());
        String from = "";
        if (!kept.isEmpty()) {
            boolean most = open.size() == parts.size() && together(kept).length() < together(cells).length();
            from = most ? " from anywhere but " + together(kept) : " from " + together(cells);
        }
        Verdict then = verdict(lost.getFirst().witness(), true, from.isEmpty() ? "anywhere" : "there");
        boolean certain = lost.stream().allMatch(p -> p.today() instanceof Verdict.Open);
        return Optional.of(Diagnostic
                .warning(user.name() + (certain ? " can" : " may be able to") + " log in today" + from
                        + " and could not after this: "
                        + (then instanceof Verdict.Closed(var why) ? why : "no way in is left"))
                .remedy("name it in protect if it must"));
    }

    /** Of one who could come by some way today, or whose ways are changed; whoever is as unknown as before is nobody's concern. */
    private Optional<Diagnostic> unknown(User user, List<Part> parts) {
        return parts.stream().filter(p -> p.then() instanceof Verdict.Unknown
                && (p.today() instanceof Verdict.Open || (p.open() && differs(p.witness())))).findFirst()
                .map(p -> Diagnostic.warning("whether " + user.name() + " could log in after this is not known: "
                        + (p.then() instanceof Verdict.Unknown(var why) ? why : "")));
    }

    private boolean differs(Visit visit) {
        return WAYS.stream().anyMatch(k -> !paths.then(visit).value(k).equals(paths.now(visit).value(k)));
    }

    private static List<Cell> cells(List<Part> parts) {
        return parts.stream().flatMap(p -> p.cell().stream()).toList();
    }

    private static String together(List<Cell> cells) {
        Map<Boolean, List<Cell>> families = new LinkedHashMap<>();
        cells.forEach(c -> families.computeIfAbsent(c.witness().contains(":"), _ -> new ArrayList<>()).add(c));
        return String.join(" and ", families.values().stream().map(f -> Cell.together(f).toString()).toList());
    }

    private List<Part> parts(User user) {
        Visit usual = usual(user);
        List<AddressList> lists = Approaches.lists(usual, principals, facts, composition.before(), composition.after());
        List<Part> parts = new ArrayList<>();
        if (lists.isEmpty()) {
            parts.add(part(usual, Optional.empty()));
            return parts;
        }
        for (String space : List.of("0.0.0.0/0", "::/0")) {
            AddressCells cells = AddressCells.of(space, lists, Approaches.MOST);
            cut &= cells.complete();
            for (Cell cell : cells.cells()) {
                parts.add(part(principals.visit(user.name(), cell.witness()), Optional.of(cell)));
            }
        }
        return parts;
    }

    private Part part(Visit witness, Optional<Cell> cell) {
        return new Part(witness, cell, verdict(witness, false, ""), verdict(witness, true, ""));
    }

    private Visit usual(User user) {
        return principals.visit(user.name(), principals.connection().peerAddress());
    }

    /**
     * Whether it gets in, today or afterwards.
     *
     * @param from how the place is called
     */
    private Verdict verdict(Visit visit, boolean afterwards, String from) {
        Visit come = afterwards ? visit : paths.earlier(visit);
        Settings settings = new Settings((afterwards ? paths.now(visit) : paths.then(visit)).values());
        Door door = new Door(come.user(), false, come.address(), come.groups(), facts.accounts().user(come.user()),
                settings, settings, from);
        return Admission.verdict(afterwards ? now : then, door);
    }
}
