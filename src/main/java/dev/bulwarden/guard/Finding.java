package dev.bulwarden.guard;

import dev.bulwarden.diagnostic.Diagnostic;
import java.util.Objects;

/**
 * A way to be locked out that a guard found. Its text ends in the id and names the rule's page.
 *
 * @param id the rule, such as {@code L7}; waivers and reports use it
 * @param why an error where somebody would be locked out, a warning where that depends on what cannot be seen from here
 */
public record Finding(String id, Diagnostic why) {
    public Finding {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(why, "why is null");
    }

    static Finding error(String id, String message, String remedy) {
        return new Finding(id, Diagnostic.error(message + " [" + id + "]").remedy(remedy + "; " + page(id)));
    }

    static Finding warning(String id, String message) {
        return new Finding(id, Diagnostic.warning(message + " [" + id + "]").remedy(page(id)));
    }

    private static String page(String id) {
        return "see docs/guards/" + id + ".md";
    }
}
