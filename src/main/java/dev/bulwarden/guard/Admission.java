package dev.bulwarden.guard;

import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whether an account gets in at all, for reports: guards speak of those who must, and of what a change does to them. */
public final class Admission {
    private static final Set<String> NO_SHELLS = Set.of("nologin", "false", "true", "sync");

    private Admission() {}

    /** What is known of somebody's way in. */
    public sealed interface Verdict {
        /** It could log in. */
        record Open() implements Verdict {}

        /**
         * It could not.
         *
         * @param why in words that follow a colon
         */
        record Closed(String why) implements Verdict {}

        /**
         * That depends on what was not seen.
         *
         * @param why in words that follow "not known:"
         */
        record Unknown(String why) implements Verdict {}
    }

    /** Whether its shell lets anybody work. */
    public static boolean hasShell(User account) {
        String program = account.shell().substring(account.shell().lastIndexOf('/') + 1);
        return account.shellUsable() && !NO_SHELLS.contains(program);
    }

    /**
     * Whether somebody could log in, as if one and the same configuration held before and after.
     *
     * @param configuration facts and global settings, without doors; before and after the same
     * @param door its settings before and after the same
     */
    public static Verdict verdict(Situation configuration, Door door) {
        List<Finding> found = new ArrayList<>(Guard.findings(new Situation(configuration.facts(), List.of(door),
                configuration.before(), configuration.after(), configuration.files(), configuration.client())));
        found.removeAll(Guard.findings(configuration));
        // An account that PAM or sshd keeps out whatever the settings is only a warning to the guard.
        return found.stream().filter(f -> f.why().severity() == Severity.ERROR || f.id().equals("L23")).findFirst()
                .<Verdict>map(f -> new Verdict.Closed(f.why().message())).orElseGet(() -> waysIn(configuration, door));
    }

    /** Each list of methods that could be passed is tried; of a list the method that is least certain counts. */
    private static Verdict waysIn(Situation configuration, Door door) {
        Keyring keys = Keyring.of(door, door.after(), configuration.facts());
        Optional<String> unsure = UnsureKeys.why(door, keys, configuration.facts());
        int sure = UnsureKeys.sure(door, keys, configuration.facts());
        Optional<Verdict> unknown = Optional.empty();
        for (String list : Methods.passable(door, door.after())) {
            List<String> methods = List.of(list.split(",", -1));
            long needed = methods.stream().filter(m -> m.startsWith("publickey")).count();
            List<Verdict> verdicts = methods.stream().map(method -> switch (method.replaceFirst(":.*", "")) {
                case "publickey" -> sure >= needed ? new Verdict.Open() : missing(keys, unsure, needed);
                case "password", "keyboard-interactive" -> password(door);
                default -> new Verdict.Unknown("whether it can come by " + method + " was not looked at");
            }).toList();
            if (verdicts.stream().allMatch(Verdict.Open.class::isInstance)) {
                return new Verdict.Open();
            }
            if (verdicts.stream().noneMatch(Verdict.Closed.class::isInstance)) {
                unknown = unknown.or(() -> verdicts.stream().filter(Verdict.Unknown.class::isInstance).findFirst());
            }
        }
        return unknown.orElseGet(() -> new Verdict.Closed(sure > 0 ? noMethod(door) : why(keys)));
    }

    private static Verdict missing(Keyring keys, Optional<String> unsure, long needed) {
        return unsure.<Verdict>map(Verdict.Unknown::new)
                .orElseGet(() -> new Verdict.Closed(needed > 1 ? "it needs " + needed + " keys" : why(keys)));
    }

    private static String why(Keyring keys) {
        return keys.why(Optional.empty()).stream().findFirst().map(Hindrance::what)
                .orElse("it has no key and no password that would do");
    }

    private static String noMethod(Door door) {
        return "it has a key, and no list of AuthenticationMethods "
                + door.after().value("authenticationmethods") + " is content with what it has";
    }

    private static Verdict password(Door door) {
        return switch (door.account().map(User::password).orElse(User.Password.IMPOSSIBLE)) {
            case SET -> new Verdict.Open();
            case UNKNOWN -> new Verdict.Unknown("whether it has a password is not told by this host's shadow file");
            case LOCKED, EMPTY, IMPOSSIBLE -> new Verdict.Closed("it has no password that would do");
        };
    }
}
