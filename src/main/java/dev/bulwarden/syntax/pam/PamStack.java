package dev.bulwarden.syntax.pam;

import dev.bulwarden.syntax.pam.PamLine.Meaning;
import dev.bulwarden.syntax.pam.PamLine.Meaning.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rules of one type that a service runs, with the files it includes read in their place.
 *
 * @param fallback whether the service has no rule of the type, so that libpam takes those of {@code other}
 */
public record PamStack(String type, List<Rule> rules, boolean fallback) {
    private static final int DEEPEST = 16;

    public PamStack {
        rules = List.copyOf(rules);
    }

    /**
     * Follows includes; a file that is not there contributes nothing.
     *
     * @param files all known files of {@code /etc/pam.d} by name; paths of other folders in full
     */
    public static PamStack of(String service, String type, Map<String, PamService> files) {
        List<Rule> own = new ArrayList<>();
        collect(service, type, files, 0, own);
        if (!own.isEmpty()) {
            return new PamStack(type, own, false);
        }
        List<Rule> other = new ArrayList<>();
        collect("other", type, files, 0, other);
        return new PamStack(type, other, true);
    }

    private static void collect(String name, String type, Map<String, PamService> files, int depth, List<Rule> into) {
        PamService service = files.get(file(name));
        if (service == null || depth > DEEPEST) {
            return;
        }
        for (Meaning meaning : service.meanings()) {
            switch (meaning) {
                case Meaning.IncludeAll(var file) -> collect(file, type, files, depth + 1, into);
                case Rule rule when !typeOf(rule).equals(type) -> {
                }
                case Rule rule when rule.isInclude() -> collect(rule.target(), type, files, depth + 1, into);
                case Rule rule -> into.add(rule);
                case Meaning.Nothing _,Meaning.Malformed _ -> {
                }
            }
        }
    }

    /** libpam takes a type it does not know for auth. */
    private static String typeOf(Rule rule) {
        return PamLine.TYPES.contains(rule.type()) ? rule.type() : "auth";
    }

    /** How an include names a file of {@code /etc/pam.d}. */
    static String file(String written) {
        return written.startsWith("/etc/pam.d/") ? written.substring("/etc/pam.d/".length()) : written;
    }
}
