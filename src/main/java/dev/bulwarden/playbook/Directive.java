package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.yaml.YamlNode.Scalar;
import java.util.List;

/** The one place where reading a playbook asks what sshd itself allows. */
final class Directive {
    /** Where a keyword stands. */
    enum Scope {
        GLOBAL, MATCH
    }

    private Directive() {}

    /** All keywords, as sshd_config(5) spells them. */
    static List<String> names() {
        return List.of();
    }

    /** The spelling of sshd_config(5), or the text itself when it is no keyword, which is then reported. */
    static String canonical(Scalar keyword, Findings findings) {
        return keyword.text();
    }

    /** What is wrong with a keyword in this scope, and with its values; values that wait for a variable are not judged. */
    static List<Diagnostic> check(String keyword, List<String> values, Scope scope, Place place) {
        return List.of();
    }

    /** Criteria in the form in which two blocks are compared. */
    static String normalised(String criteria) {
        return criteria.strip().replaceAll("\\s+", " ");
    }

    /** What is wrong with criteria. */
    static List<Diagnostic> checkCriteria(String criteria, Place place) {
        return List.of();
    }
}
