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

    /** Whether its shell lets anybody work. */
    public static boolean hasShell(User account) {
        String program = account.shell().substring(account.shell().lastIndexOf('/') + 1);
        return account.shellUsable() && !NO_SHELLS.contains(program);
    }

    /**
     * Why somebody could not log in, as if one and the same configuration held before and after.
     *
     * @param configuration facts and global settings, without doors; before and after the same
     * @param door its settings before and after the same
     * @param benefit whether what cannot be seen from here, such as a program that yields keys, counts as a way in
     * @return empty: it could
     */
    public static Optional<String> refusal(Situation configuration, Door door, boolean benefit) {
        List<Finding> found = new ArrayList<>(Guard.findings(new Situation(configuration.facts(), List.of(door),
                configuration.before(), configuration.after(), configuration.files(), configuration.client())));
        found.removeAll(Guard.findings(configuration));
        // An account that PAM or sshd keeps out whatever the settings is only a warning to the guard.
        return found.stream().filter(f -> f.why().severity() == Severity.ERROR || f.id().equals("L23")).findFirst()
                .map(f -> f.why().message()).or(() -> waysIn(configuration, door, benefit));
    }

    private static Optional<String> waysIn(Situation configuration, Door door, boolean benefit) {
        List<String> lists = Methods.passable(door, door.after());
        Keyring keys = Keyring.of(door, door.after(), configuration.facts());
        boolean key = !keys.usable().isEmpty()
                || (benefit && (!keys.complete() || OtherSources.any(door.after(), keys)));
        boolean password = door.account().filter(a -> a.password() == User.Password.SET).isPresent();
        boolean open = lists.stream().anyMatch(list -> List.of(list.split(",", -1)).stream()
                .allMatch(method -> switch (method.replaceFirst(":.*", "")) {
                    case "publickey" -> key;
                    case "password", "keyboard-interactive" -> password;
                    default -> false;
                }));
        if (open) {
            return Optional.empty();
        }
        return Optional.of(keys.why(Optional.empty()).stream().findFirst().filter(_ -> !key).map(Hindrance::what)
                .orElse("it has no key and no password that would do"));
    }
}
