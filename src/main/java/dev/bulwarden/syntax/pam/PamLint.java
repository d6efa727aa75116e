package dev.bulwarden.syntax.pam;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.syntax.pam.PamLine.Meaning;
import dev.bulwarden.syntax.pam.PamLine.Meaning.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is dangerous about a service, each rule an experiment with the sshd and libpam of Debian 11, 12 and 13
 * ({@code sshd -T} is green in all of them). Errors lock people out or let anybody in.
 */
public final class PamLint {
    private static final Set<String> CONTROLS = Set.of("required", "requisite", "sufficient", "optional", "include",
            "substack");
    private static final Pattern BRACKETS = Pattern.compile("\\[( ?[a-z_]+=[a-z0-9]+)+ ?]");
    private static final Pattern JUMP = Pattern.compile("=([0-9]{1,4})(?= |])");

    private final String service;
    private final Map<String, PamService> files;
    private final Set<String> modules;
    private final List<Flaw> found = new ArrayList<>();

    /**
     * Something dangerous.
     *
     * @param stack the one it concerns, such as {@code account}; empty: all
     */
    public record Flaw(Optional<String> stack, Diagnostic why) {
        /** Whether somebody who comes with a key is concerned: keys do not go through auth and password. */
        public boolean stopsKeys() {
            return stack.isEmpty() || stack.get().equals("account") || stack.get().equals("session");
        }
    }

    private PamLint(String service, Map<String, PamService> files, Set<String> modules) {
        this.service = service;
        this.files = Map.copyOf(files);
        this.modules = Set.copyOf(modules);
    }

    /**
     * In file order; files a service includes are not judged, only what they add to its stacks.
     *
     * @param files all known files of {@code /etc/pam.d} by name, with all that the service includes
     */
    public static List<Diagnostic> check(String service, Map<String, PamService> files) {
        return flaws(service, files, Set.of()).stream().map(Flaw::why).toList();
    }

    /**
     * The same, with what each concerns.
     *
     * @param modules names of the modules that are installed; empty: not known
     */
    public static List<Flaw> flaws(String service, Map<String, PamService> files, Set<String> modules) {
        PamLint lint = new PamLint(service, files, modules);
        PamService own = files.get(service);
        if (own != null) {
            int number = 1;
            for (PamLine line : own.lines()) {
                lint.line(line.meaning(), Place.line("/etc/pam.d/" + service, number));
                number += (int) line.text().chars().filter(c -> c == '\n').count();
            }
        }
        lint.auth();
        lint.account();
        List.of("auth", "account", "session").forEach(lint::jumps);
        List.of("account", "session").forEach(lint::outcome);
        return List.copyOf(lint.found);
    }

    private void line(Meaning meaning, Place place) {
        switch (meaning) {
            case Meaning.Nothing _ -> {
            }
            case Meaning.Malformed _ ->
                error("", place, "libpam cannot read this line", "write TYPE CONTROL MODULE, or comment it out");
            case Meaning.IncludeAll(var file) -> included(file, place);
            case Rule rule -> rule(rule, place);
        }
    }

    private void rule(Rule rule, Place place) {
        if (!PamLine.TYPES.contains(rule.type())) {
            error("auth", place,
                    rule.type() + " is no type of PAM; libpam takes the line for auth and lets passwords fail",
                    "write auth, account, password or session");
        }
        if (!CONTROLS.contains(rule.control()) && !BRACKETS.matcher(rule.control()).matches()) {
            error(rule.type(), place,
                    rule.control() + " is no control of PAM; the " + rule.type() + " stack fails for everybody",
                    "write required, requisite, sufficient, optional or [value=action ...]");
        }
        if (rule.isInclude()) {
            included(rule.target(), place);
        }
    }

    private void included(String file, Place place) {
        if (!files.containsKey(PamStack.file(file))) {
            error("", place, "includes " + file + ", which does not exist; every login would be denied",
                    "name a file of /etc/pam.d");
        }
    }

    private void auth() {
        PamStack stack = PamStack.of(service, "auth", files);
        if (stack.fallback()) {
            found.add(new Flaw(Optional.of("auth"), Diagnostic.warning(Place.file("/etc/pam.d/" + service),
                    "no auth line is left, so libpam takes those of /etc/pam.d/other: "
                            + "commenting out @include common-auth alone does not disable passwords")
                    .remedy("set PasswordAuthentication and KbdInteractiveAuthentication to no, "
                            + "or keep another auth line")));
        }
        boolean open = !stack.rules().isEmpty() && stack.rules().stream()
                .allMatch(r -> moduleOf(r).equals("pam_permit.so"));
        if (open) {
            error("auth", Place.file("/etc/pam.d/" + service), "the auth stack accepts any password",
                    "add a module that checks something");
        }
    }

    /** pam_nologin.so and its like answer "ignore" to everybody it does not stop. */
    private void account() {
        PamStack stack = PamStack.of(service, "account", files);
        Set<String> ignoring = Set.of("pam_nologin.so", "pam_warn.so", "pam_debug.so");
        if (!stack.fallback() && stack.rules().stream().allMatch(r -> ignoring.contains(moduleOf(r)))) {
            error("account", Place.file("/etc/pam.d/" + service),
                    "no account line can say yes; every login would be denied",
                    "keep @include common-account");
        }
        stack.rules().stream().filter(r -> moduleOf(r).equals("pam_deny.so")).filter(r -> isFirst(r, stack))
                .forEach(
                        _ -> error("account", Place.file("/etc/pam.d/" + service), "the account stack denies everybody",
                                "remove pam_deny.so"));
    }

    private static boolean isFirst(Rule rule, PamStack stack) {
        return stack.rules().getFirst().equals(rule);
    }

    private void jumps(String type) {
        List<Rule> rules = PamStack.of(service, type, files).rules();
        for (int i = 0; i < rules.size(); i++) {
            Optional<Integer> jump = farthestJump(rules.get(i));
            if (jump.isPresent() && i + jump.get() >= rules.size()) {
                error(type, Place.file("/etc/pam.d/" + service), "the " + type + " line of " + moduleOf(rules.get(i))
                        + " jumps over " + jump.get() + " lines, behind the end of the stack",
                        "correct the number in its control");
            }
        }
    }

    private static Optional<Integer> farthestJump(Rule rule) {
        Matcher jump = JUMP.matcher(rule.control());
        return jump.results().map(r -> Integer.parseInt(r.group(1))).max(Integer::compare);
    }

    private static String moduleOf(Rule rule) {
        return rule.target().substring(rule.target().lastIndexOf('/') + 1);
    }

    /** Nobody gets through even if every module says yes; said only where nothing above says why. */
    private void outcome(String type) {
        boolean told = found.stream().anyMatch(f -> f.why().severity() == Severity.ERROR
                && (f.stack().isEmpty() || f.stack().get().equals(type)));
        Optional<List<String>> refusal = PamOutcome.refusal(PamStack.of(service, type, files), modules, files);
        refusal.filter(_ -> !told)
                .ifPresent(against -> error(type, Place.file("/etc/pam.d/" + service), "the " + type
                        + " stack refuses everybody: "
                        + (against.isEmpty() ? "no line of it can say yes" : String.join(", ", against)),
                        "install the module, or take its line out"));
    }

    /** @param stack empty text: all */
    private void error(String stack, Place place, String message, String remedy) {
        found.add(new Flaw(stack.isEmpty() ? Optional.empty() : Optional.of(stack),
                Diagnostic.error(place, message).remedy(remedy)));
    }
}
