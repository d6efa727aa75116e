package dev.bulwarden.syntax.pam;

import dev.bulwarden.syntax.pam.PamLine.Meaning.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a stack comes to for somebody to whom every module says yes that is there and can: the best case. When even that ends in a refusal,
 * nobody gets through. Follows {@code _pam_dispatch_aux} of Linux-PAM.
 */
final class PamOutcome {
    private static final Map<String, Map<String, String>> WORDS = Map.of(
            "required", Map.of("success", "ok", "new_authtok_reqd", "ok", "ignore", "ignore", "default", "bad"),
            "requisite", Map.of("success", "ok", "new_authtok_reqd", "ok", "ignore", "ignore", "default", "die"),
            "sufficient", Map.of("success", "done", "new_authtok_reqd", "done", "default", "ignore"),
            "optional", Map.of("success", "ok", "new_authtok_reqd", "ok", "default", "ignore"));

    private PamOutcome() {}

    /**
     * The modules at fault when the best case is a refusal; empty: somebody may get through.
     *
     * @param modules names of those installed; empty: not known, all are taken to be there
     * @param files all known files of {@code /etc/pam.d} by name
     */
    static Optional<List<String>> refusal(PamStack stack, Set<String> modules, Map<String, PamService> files) {
        boolean nested = files.values().stream().flatMap(s -> s.meanings().stream())
                .anyMatch(m -> m instanceof Rule rule && rule.control().equals("substack"));
        if (nested || stack.rules().isEmpty()) {
            return Optional.empty(); // a substack ends by itself, which a flat list of rules does not show
        }
        List<String> against = new ArrayList<>();
        boolean positive = false;
        boolean negative = false;
        List<Rule> rules = stack.rules();
        for (int i = 0; i < rules.size(); i++) {
            String result = result(rules.get(i), stack.type(), modules);
            String action = action(rules.get(i), result);
            if (action.matches("[0-9]{1,4}")) {
                i += Integer.parseInt(action);
                continue;
            }
            switch (action) {
                case "ok", "done" -> positive = true;
                case "bad", "die" -> {
                    negative = true;
                    against.add(rules.get(i).target() + (result.equals("module_unknown") ? " (not installed)" : ""));
                }
                case "reset" -> {
                    positive = false;
                    negative = false;
                    against.clear();
                }
                default -> {
                }
            }
            if (action.equals("die") || (action.equals("done") && !negative)) {
                break;
            }
        }
        return negative || !positive ? Optional.of(List.copyOf(against)) : Optional.empty();
    }

    /** What a module answers at best, as the name of a return value. */
    private static String result(Rule rule, String type, Set<String> modules) {
        String target = rule.target();
        String name = target.substring(target.lastIndexOf('/') + 1);
        boolean known = !modules.isEmpty() && !target.startsWith("/");
        if (known && !modules.contains(name)) {
            return "module_unknown";
        }
        return switch (name) {
            case "pam_deny.so" -> type.equals("session") ? "session_err" : "auth_err";
            case "pam_nologin.so" ->
                type.equals("account") && !rule.arguments().contains("successok") ? "ignore" : "success";
            case "pam_warn.so" -> "ignore";
            default -> "success";
        };
    }

    /** The action a control names for a result; a control libpam cannot read is bad whatever comes. */
    private static String action(Rule rule, String result) {
        Map<String, String> actions = WORDS.getOrDefault(rule.control(), Map.of());
        if (rule.control().startsWith("[")) {
            actions = new HashMap<>();
            for (String pair : rule.control().replaceAll("[\\[\\]]", "").trim().split("\\s+", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    actions.put(pair.substring(0, equals).toLowerCase(Locale.ROOT),
                            pair.substring(equals + 1).toLowerCase(Locale.ROOT));
                }
            }
        }
        String otherwise = actions.getOrDefault("default", actions.isEmpty() ? "bad" : "ignore");
        return actions.getOrDefault(result, otherwise);
    }
}
