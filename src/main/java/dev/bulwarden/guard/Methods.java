package dev.bulwarden.guard;

import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * No authentication method is left. Every method of a list must be enabled; {@code none} blocks everybody who needs a credential. Our own
 * login has keys and nobody to answer questions, so it needs a list that is {@code publickey} alone, as often as it has different keys.
 */
record Methods() implements Guard {

    @Override
    public List<String> ids() {
        return List.of("L6", "L7", "L14");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        for (Door door : situation.doors()) {
            check(door, situation).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> check(Door door, Situation situation) {
        Settings after = door.after();
        if (door.own() && after.is("pubkeyauthentication", "no")) {
            return Optional.of(
                    Finding.shutsOut("L6", door,
                            "PubkeyAuthentication no (or its alias DSAAuthentication no) locks out " + door,
                            "leave PubkeyAuthentication at yes"));
        }
        if (door.own() && after.is("authorizedkeysfile", "none") && !servedElsewhere(door, situation.facts())) {
            return Optional.of(Finding.shutsOut("L14", door, "AuthorizedKeysFile none locks out " + door,
                    "name the file that holds its key"));
        }
        String methods = after.value("authenticationmethods");
        if (methods.isEmpty() || methods.equals("any")) {
            return anyEnabled(after, door)
                    ? Optional.empty()
                    : Optional.of(finding(door, "no method is enabled for " + door));
        }
        int held = held(door, situation);
        boolean open = after.words("authenticationmethods").stream().anyMatch(list -> open(list, after, door, held));
        if (open) {
            return Optional.empty();
        }
        return Optional.of(door.own() && after.words("authenticationmethods").stream()
                .anyMatch(list -> open(list, after, door, Integer.MAX_VALUE))
                        ? Finding.shutsOut("L7", door,
                                "AuthenticationMethods " + methods + " asks " + door
                                        + " for more different keys than the " + held
                                        + " that the inventory names and its files of keys hold",
                                "name as many private keys in identity_file and authorize them, or ask this account for one")
                        : finding(door, "AuthenticationMethods " + methods + " locks out " + door));
    }

    /** A program that yields keys serves ours, for no file holds it today; or it may, which a rehearsal shows. */
    private static boolean servedElsewhere(Door door, HostFacts facts) {
        boolean byFile = facts.loginFiles().keyInUse()
                .map(key -> Keyring.of(door, door.before(), facts).takes(key)).orElse(true);
        return byFile
                ? OtherSources.command(door.after(), facts)
                : OtherSources.any(door.after(), Keyring.of(door, door.after(), facts), facts);
    }

    /** How many keys our own login can come with, one at least: those we hold, as far as files tell that the host takes so many. */
    private static int held(Door door, Situation situation) {
        int ours = Math.max(situation.client().identities(), keysToday(door));
        Keyring ring = Keyring.of(door, door.after(), situation.facts());
        boolean all = ring.complete() && !OtherSources.any(door.after(), ring, situation.facts());
        return all ? Math.max(1, Math.min(ours, ring.deciding().size())) : ours;
    }

    /** How many keys of ours the host asks for today: so many we have, for we are in. */
    private static int keysToday(Door door) {
        return door.own()
                ? door.before().words("authenticationmethods").stream().filter(Methods::keysOnly)
                        .mapToInt(list -> list.split(",", -1).length).min().orElse(1)
                : 1;
    }

    private static boolean keysOnly(String list) {
        return List.of(list.split(",", -1)).stream().allMatch("publickey"::equals);
    }

    /**
     * Whether it cannot get in without a key: every list of methods that it could pass holds {@code publickey}. Our own login has nothing else.
     * False, too, when no list can be passed at all, which is another lockout.
     */
    static boolean needsKey(Door door, Settings settings) {
        return door.own() || (!passable(door, settings).isEmpty() && !passableWithoutKey(door, settings));
    }

    /** Whether a person could get in without a key, by what is enabled and what the account has. */
    static boolean passableWithoutKey(Door door, Settings settings) {
        return passable(door, settings).stream().anyMatch(list -> !List.of(list.split(",", -1)).contains("publickey"));
    }

    /** The lists of methods it could pass, by what is enabled; without AuthenticationMethods each method is one. */
    static List<String> passable(Door door, Settings settings) {
        String methods = settings.value("authenticationmethods");
        List<String> lists = methods.isEmpty() || methods.equals("any")
                ? List.of("publickey", "password", "keyboard-interactive", "gssapi-with-mic", "hostbased")
                : settings.words("authenticationmethods");
        return lists.stream().filter(list -> List.of(list.split(",", -1)).stream()
                .allMatch(method -> enabled(method, settings) && possible(method, door, settings))).toList();
    }

    /** Root has no password where PermitRootLogin says so; a locked password is none. */
    private static boolean possible(String method, Door door, Settings settings) {
        boolean rootOnlyByKey = door.account().filter(a -> a.uid() == 0).isPresent()
                && !settings.is("permitrootlogin", "yes");
        boolean noPassword = door.account().filter(a -> a.password() == User.Password.LOCKED
                || a.password() == User.Password.IMPOSSIBLE).isPresent();
        return switch (method) {
            case "password" -> !rootOnlyByKey && !noPassword;
            case "keyboard-interactive" -> !rootOnlyByKey;
            default -> true;
        };
    }

    private static Finding finding(Door door, String message) {
        return Finding.shutsOut("L7", door, message,
                "give it a Match block with AuthenticationMethods it can satisfy, before the others");
    }

    private static boolean open(String list, Settings after, Door door, int held) {
        return door.own()
                ? keysOnly(list) && list.split(",", -1).length <= held && enabled("publickey", after)
                : List.of(list.split(",")).stream().allMatch(method -> enabled(method, after));
    }

    private static boolean anyEnabled(Settings after, Door door) {
        return door.own()
                ? enabled("publickey", after)
                : List.of("publickey", "password", "keyboard-interactive", "gssapi-with-mic", "hostbased").stream()
                        .anyMatch(method -> enabled(method, after));
    }

    /** A method may name a device after a colon, as {@code keyboard-interactive:pam}. */
    private static boolean enabled(String method, Settings after) {
        int colon = method.indexOf(':');
        return switch (colon < 0 ? method : method.substring(0, colon)) {
            case "publickey" -> !after.is("pubkeyauthentication", "no");
            case "password" -> after.is("passwordauthentication", "yes");
            case "keyboard-interactive" -> after.is("kbdinteractiveauthentication", "yes");
            case "hostbased" -> after.is("hostbasedauthentication", "yes");
            case "gssapi-with-mic" -> after.is("gssapiauthentication", "yes");
            default -> false;
        };
    }
}
