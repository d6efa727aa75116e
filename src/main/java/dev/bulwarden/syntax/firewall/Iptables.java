package dev.bulwarden.syntax.firewall;

import dev.bulwarden.syntax.firewall.Step.Action;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The filter table as {@code iptables-save} and {@code ip6tables-save} print it. */
public final class Iptables {
    private static final Pattern WORD = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+)");
    private static final Set<String> PASSING = Set.of("LOG", "NFLOG", "ULOG", "MARK", "CONNMARK", "SET", "TCPMSS",
            "CT", "NOTRACK", "AUDIT", "DSCP", "TOS", "CLASSIFY");

    private static final Pattern LINE = Pattern
            .compile("(#.*|\\*\\S+|:\\S+ \\S+( .*)?|(\\[[0-9:]+\\] )?-A \\S+( .*)?|COMMIT|)");

    private Iptables() {}

    /** Whether every line is one that iptables-save prints; else nobody knows what the rules do. */
    public static boolean readable(String saved) {
        return saved.lines().map(String::strip).allMatch(line -> LINE.matcher(line).matches())
                && saved.lines().anyMatch(line -> line.startsWith("*"));
    }

    /** Whether these rules certainly drop the packet. */
    public static boolean drops(String saved, Packet packet) {
        Chains chains = new Chains();
        for (String line : saved.lines().toList()) {
            List<String> words = words(line);
            if (line.startsWith(":INPUT ") && words.size() > 1) {
                chains.base("INPUT", words.get(1).equals("DROP"));
            } else if (line.startsWith("-A ") && words.size() > 1) {
                chains.add(words.get(1), step(words.subList(2, words.size()), packet));
            }
        }
        return chains.drop();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group() : word.group(1));
        }
        return words;
    }

    private static Step step(List<String> words, Packet packet) {
        Truth holds = Truth.YES;
        Action action = new Action.Pass();
        for (int i = 0; i < words.size();) {
            boolean negated = words.get(i).equals("!") && i + 1 < words.size();
            int at = negated ? i + 1 : i;
            String option = words.get(at);
            int end = at + 1;
            while (end < words.size() && !words.get(end).startsWith("-") && !words.get(end).equals("!")) {
                end++;
            }
            String value = at + 1 < end ? words.get(at + 1) : "";
            if (option.equals("-j") || option.equals("-g")) {
                action = action(option, value);
                break; // what follows belongs to the target
            }
            Truth truth = truth(option, value, words.subList(at + 1, end), packet);
            holds = holds.and(negated ? truth.not() : truth);
            i = end;
        }
        return new Step(holds, action);
    }

    private static Action action(String option, String target) {
        if (option.equals("-g")) {
            return new Action.Jump(target, false);
        }
        return switch (target) {
            case "ACCEPT" -> new Action.Accept();
            case "DROP", "REJECT" -> new Action.Drop();
            case "RETURN" -> new Action.Return();
            case "QUEUE", "NFQUEUE" -> new Action.Unknown();
            default -> PASSING.contains(target) ? new Action.Pass() : new Action.Jump(target, true);
        };
    }

    private static Truth truth(String option, String value, List<String> values, Packet packet) {
        return switch (option) {
            case "-m", "--comment" -> Truth.YES; // the options that follow say what is asked
            case "-s" -> Packet.within(packet.source(), value);
            case "-d" -> Packet.within(packet.destination(), value);
            case "-p" -> Truth.of(Set.of("tcp", "all", "0", "6").contains(value));
            case "-i" -> Packet.interfaceIs(value);
            case "-o", "-f" -> Truth.NO;
            case "--dport", "--dports" -> ports(value, packet.port());
            case "--ctstate", "--state" -> Packet.state(List.of(value.split(",")));
            case "--syn" -> Truth.YES;
            case "--tcp-flags" -> values.size() == 2 ? flags(values.get(0), values.get(1)) : Truth.PERHAPS;
            case "--dst-type" -> switch (value) {
                case "LOCAL" -> Truth.YES;
                case "BROADCAST", "MULTICAST" -> Truth.NO;
                default -> Truth.PERHAPS;
            };
            case "--pkt-type" -> Truth.of(value.equals("unicast"));
            case "--icmp-type", "--icmpv6-type" -> Truth.NO;
            default -> Truth.PERHAPS;
        };
    }

    /** A list of ports and ranges. */
    private static Truth ports(String list, int port) {
        Truth any = Truth.NO;
        for (String each : list.split(",", -1)) {
            String[] range = each.split(":", -1);
            any = any.or(each.matches("[0-9]{1,5}(:[0-9]{1,5})?")
                    ? Truth.of(port >= Integer.parseInt(range[0])
                            && port <= Integer.parseInt(range[range.length - 1]))
                    : Truth.PERHAPS);
        }
        return any;
    }

    /** Of the flags looked at, exactly these are set; the packet has SYN alone. */
    private static Truth flags(String looked, String set) {
        Set<String> here = new HashSet<>(List.of(looked.split(",")));
        boolean all = here.contains("ALL");
        boolean none = here.contains("NONE");
        here.retainAll(Set.of("SYN"));
        Set<String> found = all ? Set.of("SYN") : none ? Set.of() : here;
        return Truth.of(found.equals(set.equals("NONE") ? Set.of() : Set.of(set.split(","))));
    }
}
