package dev.bulwarden.syntax.sshd;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One entry of AllowUsers or DenyUsers: {@code USER} or {@code USER@HOSTS}, as {@code match_user} of match.c reads it. USER is one pattern, in
 * which a comma and an exclamation mark are letters like any other; HOSTS is a comma list in which {@code !} excludes.
 *
 * @param text as sshd prints it
 * @param user the pattern of the account's name
 * @param hosts where it must come from; empty: anywhere
 */
public record UserPattern(String text, String user, Optional<AddressList> hosts) {
    public UserPattern {
        Objects.requireNonNull(text, "text is null");
        Objects.requireNonNull(user, "user is null");
        Objects.requireNonNull(hosts, "hosts is null");
    }

    /** Up to 9.8 the first {@code @} ends the name, from 9.9 on (commit a8ad7a295) the last one; logins on 8.4, 9.2 and 10.0 show it. */
    public static UserPattern of(Dialect dialect, String text) {
        int at = dialect.atLeast(9, 9) ? text.lastIndexOf('@') : text.indexOf('@');
        return at < 0
                ? new UserPattern(text, text, Optional.empty())
                : new UserPattern(text, text.substring(0, at),
                        Optional.of(AddressList.from(text.substring(at + 1))));
    }

    /** Whether it names this account, wherever it comes from. */
    public boolean names(String account) {
        return Patterns.matches(user, account);
    }

    /** Whether it names this account at this address; the client has no name, as with UseDNS no. */
    public boolean matches(String account, String address) {
        return names(account) && hosts.map(list -> list.matches(address)).orElse(true);
    }

    /** Whether a comma or an exclamation mark looks like a list, and is a letter of the account's name. */
    public boolean looksLikeAList() {
        return user.indexOf(',') >= 0 || user.startsWith("!");
    }

    /** Elements behind the {@code @}, {@code !} included, that fit no address there is: names of hosts, or accounts once more. */
    public List<String> fittingNoAddress() {
        return hosts.stream().flatMap(list -> List.of(list.patterns().split(",", -1)).stream())
                .filter(element -> !AddressList.from(element.startsWith("!") ? element.substring(1) : element)
                        .fitsSome())
                .toList();
    }

    /** Whether no address is in its list. */
    public boolean fitsNoAddress() {
        List<String> none = fittingNoAddress();
        return hosts.isPresent() && hosts.get().patterns().length() > 0
                && List.of(hosts.get().patterns().split(",", -1)).stream()
                        .allMatch(element -> element.startsWith("!") || none.contains(element));
    }
}
