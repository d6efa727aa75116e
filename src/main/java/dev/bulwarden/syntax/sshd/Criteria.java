package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The criteria of a Match line, as {@code match_cfg_line} takes them apart.
 *
 * @param tests name and argument, in order
 * @param problem why sshd refuses them; empty: it takes them
 */
record Criteria(List<Test> tests, Optional<String> problem) {

    /** a criterion; the name in lower case, the argument empty for {@code all} and {@code invalid-user} */
    record Test(String name, String argument) {}

    Criteria {
        tests = List.copyOf(tests);
    }

    static Criteria of(Dialect dialect, String raw) {
        boolean shell = dialect.atLeast(9, 9);
        Arguments arguments = shell ? Arguments.shell(raw) : Arguments.old(raw, true);
        List<Test> tests = new ArrayList<>();
        List<String> words = arguments.words();
        int i = 0;
        while (i < words.size() && !words.get(i).isEmpty() && !words.get(i).startsWith("#")) {
            String word = words.get(i++);
            int equals = shell ? word.indexOf('=') : -1;
            String name = Singles.lower(equals < 0 ? word : word.substring(0, equals));
            if (name.equals("all") || (name.equals("invalid-user") && dialect.atLeast(9, 9))) {
                tests.add(new Test(name, ""));
                continue;
            }
            String argument = equals >= 0 ? word.substring(equals + 1) : i < words.size() ? words.get(i++) : "";
            Optional<String> problem = problem(dialect, name, argument);
            if (problem.isPresent()) {
                return new Criteria(tests, problem);
            }
            tests.add(new Test(name, argument));
        }
        boolean all = tests.stream().anyMatch(test -> test.name().equals("all"));
        if (tests.isEmpty()) {
            return new Criteria(tests, Optional.of("Match has no criteria"));
        }
        return new Criteria(tests, all && tests.size() > 1
                ? Optional.of("Match all takes no other criteria")
                : Optional.empty());
    }

    private static Optional<String> problem(Dialect dialect, String name, String argument) {
        if (argument.isEmpty() || argument.startsWith("#")) {
            return Optional.of("Match " + name + " has no argument");
        }
        return switch (name) {
            case "user", "group", "host", "rdomain" -> Optional.empty();
            case "address", "localaddress" -> AddressPatterns.valid(argument)
                    ? Optional.empty()
                    : Optional.of("Match " + name + " " + argument + " has host bits set");
            case "localport" -> Singles.port(dialect, argument).isPresent() || argument.equals("0")
                    ? Optional.empty()
                    : Optional.of("Match LocalPort " + argument + " is no port");
            case "version" -> dialect.atLeast(9, 9) ? Optional.empty() : unknown(name);
            default -> unknown(name);
        };
    }

    private static Optional<String> unknown(String name) {
        return Optional.of("Match knows no criterion " + name);
    }

    /** Whether a connection meets all of them. */
    boolean met(Dialect dialect, MatchContext context) {
        return tests.stream().allMatch(test -> met(dialect, test, context));
    }

    /** Whether a connection from a suitable address meets them: what is asked about its address and name is taken for met. */
    boolean metFromSomewhere(Dialect dialect, MatchContext context) {
        return problem.isEmpty()
                && tests.stream().allMatch(test -> aboutTheClient(test) || met(dialect, test, context));
    }

    /** What is asked about the client's address and name. */
    List<AddressList> addressLists() {
        return tests.stream().filter(Criteria::aboutTheClient)
                .map(test -> new AddressList(test.name().equals("host")
                        ? AddressList.Kind.HOST
                        : AddressList.Kind.ADDRESS, test.argument()))
                .toList();
    }

    private static boolean aboutTheClient(Test test) {
        return test.name().equals("address") || test.name().equals("host");
    }

    static boolean met(Dialect dialect, Test test, MatchContext context) {
        String argument = test.argument();
        return switch (test.name()) {
            case "all" -> true;
            case "user" -> context.user().filter(user -> Patterns.list(argument, user, false) > 0).isPresent();
            case "group" -> group(argument, context);
            case "host" -> context.host().filter(host -> Patterns.list(argument, host, true) > 0).isPresent();
            case "address" -> context.address().filter(a -> AddressPatterns.list(argument, a) > 0).isPresent();
            case "localaddress" ->
                context.localAddress().filter(a -> AddressPatterns.list(argument, a) > 0).isPresent();
            case "localport" -> context.localPort().equals(Singles.port(dialect, argument));
            case "rdomain" ->
                context.routingDomain().filter(domain -> Patterns.list(argument, domain, false) > 0).isPresent();
            case "invalid-user" -> context.invalidUser();
            case "version" -> Patterns.list(argument, "OpenSSH_" + dialect.major() + "." + dialect.minor(), false) > 0;
            default -> false;
        };
    }

    private static boolean group(String argument, MatchContext context) {
        boolean some = false;
        for (String group : context.groups()) {
            int fits = Patterns.list(argument, group, false);
            if (fits < 0) {
                return false;
            }
            some |= fits > 0;
        }
        return some && context.user().isPresent();
    }
}
