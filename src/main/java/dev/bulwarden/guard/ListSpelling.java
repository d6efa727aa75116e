package dev.bulwarden.guard;

import dev.bulwarden.syntax.sshd.UserPattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Entries of AllowUsers, DenyUsers, AllowGroups and DenyGroups that mean something else than they look. Separators are blanks, so in the name of
 * an account or a group a comma is a letter and {@code !} does not negate. Behind the {@code @} of AllowUsers and DenyUsers stands a comma list
 * of addresses, where both mean what they look like; a host's name there is only ever compared with an address unless UseDNS is on.
 */
record ListSpelling() implements Guard {

    private static final List<String> LISTS = List.of("allowusers", "denyusers", "allowgroups", "denygroups");

    private static final String ONE_EACH = "write one user@address for each network, blanks between them";

    @Override
    public List<String> ids() {
        return List.of("L2", "L5");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        Settings after = situation.after();
        for (String list : LISTS) {
            for (String word : after.lines(list)) {
                (list.endsWith("users")
                        ? user(list, word, situation)
                        : word.contains(",") || word.startsWith("!")
                                ? Optional.of(spelling(list, word, situation))
                                : Optional.<Finding>empty())
                        .ifPresent(findings::add);
            }
        }
        return findings;
    }

    private static Optional<Finding> user(String list, String word, Situation situation) {
        UserPattern pattern = UserPattern.of(situation.dialect(), word);
        if (pattern.looksLikeAList()) {
            return Optional.of(pattern.user().contains("@")
                    ? finding("L2", list, word,
                            "to this release all before the last @ is one name, comma and ! included; this matches nobody",
                            ONE_EACH, situation)
                    : spelling(list, word, situation));
        }
        List<String> dead = pattern.fittingNoAddress();
        Optional<String> account = dead.stream().filter(element -> element.contains("@")).findFirst();
        if (account.isPresent()) {
            return Optional
                    .of(finding("L2", list, word, "behind the first @ every part between commas is an address, and "
                            + account.get() + " fits none" + nobody(pattern), ONE_EACH, situation));
        }
        if (dead.isEmpty() || !situation.after().is("usedns", "no")) {
            return Optional.empty();
        }
        String remedy = situation.facts().accounts().user(word).isPresent()
                ? "write " + word.replace('@', '?') + " to name the account " + word + ", as ? fits any character"
                : "name addresses or networks after the @";
        return Optional.of(finding("L5", list, word, "with UseDNS no the host name " + dead.getFirst()
                + " is never looked up and fits no address" + nobody(pattern), remedy, situation));
    }

    private static String nobody(UserPattern pattern) {
        return pattern.fitsNoAddress() ? "; this matches nobody" : "";
    }

    private static Finding spelling(String list, String word, Situation situation) {
        return finding("L2", list, word, "a comma or ! is part of the name, this matches nobody",
                "separate names by blanks and use DenyUsers or DenyGroups to exclude", situation);
    }

    /** An entry that stands there today only warns. */
    private static Finding finding(String id, String list, String word, String what, String remedy,
            Situation situation) {
        String message = list + " " + word + ": " + what;
        return situation.before().lines(list).contains(word)
                ? Finding.warning(id, message, remedy)
                : Finding.risk(id, message, remedy);
    }
}
