package dev.bulwarden.control;

import dev.bulwarden.syntax.sshd.ConfigTree;
import dev.bulwarden.syntax.sshd.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What sshd makes of a keyword if given lines alone set it; so any two spellings of a value are compared in sshd's own. */
final class Alone {

    private static final String FILE = "alone";
    private static final List<String> LISTENER = List.of("Port", "AddressFamily", "ListenAddress");

    private Alone() {}

    /** @param values what stands behind the keyword, line by line */
    static Prediction predict(SshdTree tree, Keyword keyword, List<String> values) {
        List<String> lines = new ArrayList<>();
        values.forEach(value -> lines.add(tree.spelling(keyword) + " " + value));
        lines.addAll(companions(tree, keyword));
        ConfigTree alone = ConfigTree.of(FILE, Map.of(FILE, String.join("\n", lines) + "\n"));
        return new SshdTree(tree.dialect(), alone, tree.defaults(), tree.supported()).predict();
    }

    /** As sshd prints it. */
    static List<String> printed(SshdTree tree, Keyword keyword, List<String> values) {
        return predict(tree, keyword, values).value(tree.printedName(keyword));
    }

    /** Keywords whose printed form depends on others stand beside those, and what sshd wants beside them; whether the host has it, is seen later. */
    private static List<String> companions(SshdTree tree, Keyword keyword) {
        switch (keyword.name()) {
            case "AuthorizedKeysCommand", "AuthorizedPrincipalsCommand" -> {
                return List.of(keyword.name() + "User nobody");
            }
            case "AuthenticationMethods" -> {
                return List.of("HostbasedAuthentication yes", "GSSAPIAuthentication yes");
            }
            default -> {
            }
        }
        if (keyword.name().equals("KbdInteractiveAuthentication") && !tree.dialect().atLeast(8, 7)) {
            return List.of("ChallengeResponseAuthentication no");
        }
        if (!keyword.name().equals("ListenAddress")) {
            return List.of();
        }
        return tree.reading().stream().filter(Stand::global).filter(s -> !s.keyword().equals(keyword))
                .filter(s -> LISTENER.contains(s.keyword().name())).map(s -> s.keyword().name() + " " + s.value())
                .toList();
    }
}
