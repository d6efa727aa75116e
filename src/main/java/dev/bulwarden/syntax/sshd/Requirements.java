package dev.bulwarden.syntax.sshd;

import dev.bulwarden.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What sshd checks once the global settings are read: settings that need one another. */
final class Requirements {

    private Requirements() {}

    static List<Diagnostic> unmet(Map<Keyword, Setting> settings) {
        List<Diagnostic> problems = new ArrayList<>();
        command(settings, "AuthorizedKeysCommand", problems);
        command(settings, "AuthorizedPrincipalsCommand", problems);
        methods(settings, problems);
        listeners(settings, problems);
        return problems;
    }

    /** A Subsystem in a Match block that applies, with none set globally, crashes sshd before 10.3 (commit 831e6db69). */
    static List<Diagnostic> crashes(Map<Keyword, Setting> global, Map<Keyword, Setting> match) {
        return find(match, "Subsystem").filter(_ -> find(global, "Subsystem").isEmpty())
                .map(setting -> List.of(Diagnostic.error(setting.origins().getFirst().place(),
                        "a Subsystem in a Match block crashes this sshd while none is set globally")
                        .remedy("set a Subsystem globally")))
                .orElse(List.of());
    }

    static List<Diagnostic> unsupported(Dialect dialect, List<ReadLine> lines, Map<String, List<String>> supported) {
        List<Diagnostic> problems = new ArrayList<>();
        for (ReadLine line : lines) {
            Keyword keyword = line.keyword();
            if (keyword.shape() == Shape.One.ALGORITHMS && supported.containsKey(keyword.choices().getFirst())) {
                Reading.read(dialect, keyword, line.directive().rest()).parts().values().stream().flatMap(List::stream)
                        .flatMap(list -> Algorithms.unsupported(list,
                                supported.getOrDefault(keyword.choices().getFirst(),
                                        List.of()))
                                .stream())
                        .forEach(name -> problems.add(Diagnostic.error(line.origin().place(),
                                keyword + ": this sshd has no algorithm " + name)));
            }
        }
        return problems;
    }

    private static Optional<Setting> find(Map<Keyword, Setting> settings, String name) {
        return Keyword.of(name).map(settings::get);
    }

    private static void command(Map<Keyword, Setting> settings, String name, List<Diagnostic> problems) {
        find(settings, name).filter(setting -> !setting.values().getFirst().equalsIgnoreCase("none"))
                .filter(_ -> find(settings, name + "User").isEmpty())
                .ifPresent(setting -> problems.add(Diagnostic
                        .error(setting.origins().getFirst().place(), name + " is set without " + name + "User")
                        .remedy("set " + name + "User to an account of its own")));
    }

    private static void methods(Map<Keyword, Setting> settings, List<Diagnostic> problems) {
        find(settings, "AuthenticationMethods").filter(setting -> !setting.values().isEmpty())
                .filter(setting -> !setting.values().getFirst().equals("any"))
                .filter(setting -> setting.values().stream().noneMatch(list -> enabled(settings, list)))
                .ifPresent(setting -> problems.add(Diagnostic.error(setting.origins().getFirst().place(),
                        "AuthenticationMethods cannot be satisfied by the methods that are enabled")));
    }

    private static boolean enabled(Map<Keyword, Setting> settings, String list) {
        return List.of(list.split(",")).stream().map(method -> method.split(":", -1)[0])
                .allMatch(method -> switch (method) {
                    case "publickey" -> on(settings, "PubkeyAuthentication", true);
                    case "password" -> on(settings, "PasswordAuthentication", true);
                    case "keyboard-interactive" -> on(settings, "KbdInteractiveAuthentication", true);
                    case "hostbased" -> on(settings, "HostbasedAuthentication", false);
                    case "gssapi-with-mic", "gssapi-keyex" -> on(settings, "GSSAPIAuthentication", false);
                    default -> true;
                });
    }

    private static boolean on(Map<Keyword, Setting> settings, String name, boolean byDefault) {
        return find(settings, name).map(setting -> setting.values().getFirst().equals("yes")).orElse(byDefault);
    }

    private static void listeners(Map<Keyword, Setting> settings, List<Diagnostic> problems) {
        Optional<Setting> addresses = find(settings, "ListenAddress");
        String family = find(settings, "AddressFamily").map(s -> s.values().getFirst()).orElse("any");
        addresses.ifPresent(setting -> setting.values().stream()
                .filter(value -> (family.equals("inet") && value.startsWith("["))
                        || (family.equals("inet6") && !value.startsWith("[")))
                .forEach(value -> problems.add(Diagnostic.error(setting.origins().getFirst().place(),
                        "ListenAddress " + value + " does not go with AddressFamily " + family))));
    }
}
