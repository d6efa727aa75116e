package dev.bulwarden.syntax.firewall;

import dev.bulwarden.syntax.firewall.Step.Action;
import dev.bulwarden.syntax.sshd.Patterns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * {@code /etc/hosts.allow} and {@code /etc/hosts.deny} as libwrap reads them (hosts_access(5), hosts_options(5)): the first line that fits
 * decides, the file that allows before the one that denies; when none fits, access is granted. Names are not looked up here, so a rule
 * about names may fit.
 */
public final class HostsAccess {
    private static final String CHAIN = "access";
    private static final Set<String> NEVER_NUMERIC = Set.of("ALL", "LOCAL", "KNOWN", "UNKNOWN", "PARANOID");

    private HostsAccess() {}

    /**
     * Whether these files certainly refuse a daemon's client.
     *
     * @param daemon such as {@code sshd}
     * @param address numeric
     */
    public static boolean refuses(String allow, String deny, String daemon, String address) {
        Chains chains = new Chains();
        chains.base(CHAIN, false);
        add(allow, new Action.Accept(), daemon, address, chains);
        add(deny, new Action.Drop(), daemon, address, chains);
        return chains.drop();
    }

    private static void add(String file, Action usual, String daemon, String address, Chains chains) {
        for (String line : file.replaceAll("\\\\\\r?\\n", " ").lines().map(String::strip).toList()) {
            List<String> fields = fields(line);
            if (line.startsWith("#") || fields.size() < 2) {
                // libwrap, too, passes over a line without a colon, with a complaint in the log.
                continue;
            }
            Truth fits = list(words(fields.get(0)), word -> daemon(word, daemon))
                    .and(list(words(fields.get(1)), word -> client(word, address)));
            chains.add(CHAIN, new Step(fits, action(fields.subList(2, fields.size()), usual)));
        }
    }

    private interface Judge {
        Truth of(String word);
    }

    /** Options come in order; {@code twist} runs something else in the daemon's place. */
    private static Action action(List<String> options, Action usual) {
        Action action = usual;
        for (String option : options) {
            switch (option.strip().split("[ =\t]", 2)[0].toLowerCase(Locale.ROOT)) {
                case "allow" -> action = new Action.Accept();
                case "deny" -> action = new Action.Drop();
                case "twist", "aclexec" -> action = new Action.Unknown();
                default -> {
                }
            }
        }
        return action;
    }

    /** {@code A B EXCEPT C EXCEPT D} is A or B, but not C unless it is D. */
    private static Truth list(List<String> words, Judge judge) {
        Truth any = Truth.NO;
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equalsIgnoreCase("EXCEPT")) {
                return any.and(list(words.subList(i + 1, words.size()), judge).not());
            }
            any = any.or(judge.of(words.get(i)));
        }
        return any;
    }

    private static Truth daemon(String word, String daemon) {
        if (word.equalsIgnoreCase("ALL") || word.equalsIgnoreCase(daemon)) {
            return Truth.YES;
        }
        boolean perhaps = word.contains("@") || word.contains("*") || word.contains("?")
                || word.toLowerCase(Locale.ROOT).startsWith(daemon);
        return perhaps ? Truth.PERHAPS : Truth.NO;
    }

    private static Truth client(String word, String address) {
        if (word.equalsIgnoreCase("ALL")) {
            return Truth.YES;
        }
        String network = word.replace("[", "").replace("]", "");
        boolean numeric = network.matches("[0-9.*?]+(/[0-9.]+)?|[0-9a-fA-F:]*:[0-9a-fA-F:.]*(/[0-9]{1,3})?")
                && !NEVER_NUMERIC.contains(word);
        if (!numeric) {
            return Truth.PERHAPS;
        }
        if (network.endsWith(".") && !network.contains("/")) {
            return Truth.of(address.startsWith(network));
        }
        if (network.contains("*") || network.contains("?")) {
            return Truth.of(Patterns.matches(network, address));
        }
        return Packet.within(address, prefix(network));
    }

    /** {@code 192.0.2.0/255.255.255.0} as {@code 192.0.2.0/24}; what is no prefix stays as it is, and may fit. */
    private static String prefix(String network) {
        int slash = network.indexOf('/');
        String mask = network.substring(slash + 1);
        if (slash < 0 || !mask.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}")) {
            return network;
        }
        StringBuilder bits = new StringBuilder();
        for (String octet : mask.split("\\.", -1)) {
            bits.append(String.format(Locale.ROOT, "%8s", Integer.toBinaryString(Integer.parseInt(octet))).replace(' ',
                    '0'));
        }
        int length = bits.toString().replace("0", "").length();
        return bits.toString().matches("1*0*") ? network.substring(0, slash + 1) + length : network;
    }

    /** Split at colons; those in brackets, as in {@code [2001:db8::]/32}, or behind a backslash, do not count. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean bracket = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ':' && !bracket && (i == 0 || line.charAt(i - 1) != '\\')) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
            bracket = c == '[' || (bracket && c != ']');
        }
        fields.add(field.toString());
        return fields;
    }

    private static List<String> words(String list) {
        return List.of(list.split("[ ,\t]+", -1)).stream().filter(word -> !word.isEmpty()).toList();
    }
}
