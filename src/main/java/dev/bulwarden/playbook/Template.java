package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Nearest;
import dev.bulwarden.diagnostic.Place;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code {{ name }}} in a value: the name of a variable and nothing else. */
final class Template {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{ *([A-Za-z_][A-Za-z0-9_]*) *}}");

    private Template() {}

    static boolean isIn(String value) {
        return value.contains("{{") || value.contains("{%");
    }

    /** What is wrong with the templates of a value, whatever the variables are. */
    static Optional<Diagnostic> check(String value, Place place) {
        String rest = VARIABLE.matcher(value).replaceAll("");
        return rest.contains("{{") || rest.contains("}}") || rest.contains("{%")
                ? Optional.of(Diagnostic.error(place, "there is no logic in values, only {{ name }}")
                        .remedy("give the exception a later play of its own, on fewer hosts"))
                : Optional.empty();
    }

    /** The value with its variables filled in; unknown ones are reported and left. */
    static String fill(String value, Map<String, String> variables, Place place, Findings findings) {
        if (!isIn(value)) {
            return value;
        }
        return VARIABLE.matcher(value).replaceAll(found -> {
            String name = found.group(1);
            String known = variables.get(name);
            if (known == null) {
                findings.add(unknown(name, variables, place));
                return Matcher.quoteReplacement(found.group());
            }
            return Matcher.quoteReplacement(known);
        });
    }

    private static Diagnostic unknown(String name, Map<String, String> variables, Place place) {
        Diagnostic error = Diagnostic.error(place, "unknown variable " + name);
        return Nearest.to(name, variables.keySet()).map(near -> error.remedy("did you mean " + near + "?"))
                .orElseGet(() -> error.remedy("known here: " + String.join(", ", new TreeSet<>(variables.keySet()))));
    }
}
