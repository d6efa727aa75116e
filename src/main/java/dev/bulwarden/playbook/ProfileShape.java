package dev.bulwarden.playbook;

import static dev.bulwarden.yaml.Shape.Key.optional;
import static dev.bulwarden.yaml.Shape.Key.required;
import static dev.bulwarden.yaml.Shape.keys;
import static dev.bulwarden.yaml.Shape.text;

import dev.bulwarden.yaml.Shape;
import dev.bulwarden.yaml.Shape.Choice;
import dev.bulwarden.yaml.Shape.Keys;
import dev.bulwarden.yaml.Shape.Many;
import dev.bulwarden.yaml.Shape.Named;
import java.util.List;

/** Every key a profile may hold. */
public final class ProfileShape {
    private static final Keys ACCEPT = new Keys("accept", "a mapping", List.of(
            optional("one_of", new Many(PlaybookShape.ANYTHING), "Any of these values will do."),
            optional("between",
                    new Many(text("a number or a time, such as 4 or 1m", "[0-9]{1,9}([0-9smhdwSMHDW]{0,9})")),
                    "A number or a time from the first to the second, both included."),
            optional("subset_of", new Many(PlaybookShape.ANYTHING), "Every element of the value is among these.")),
            List.of("one_of", "between", "subset_of"));

    private static final Keys PAM = keys("pam", List.of(
            required("service", PlaybookShape.SERVICE, "The file in /etc/pam.d."),
            required("comment_out", new Many(PlaybookShape.ANYTHING), "Lines that are commented out.")));

    private static final Keys GROUP = keys("group", List.of(
            required("name", PlaybookShape.GROUP, "The group."),
            required("members", new Many(PlaybookShape.USER), "Users who are in it.")));

    private static final Keys ITEM = new Keys("a profile item", "a mapping", List.of(
            required("id", text("an id: letters, digits, _ . -", "[A-Za-z0-9][A-Za-z0-9_.-]*"),
                    "The item's name in reports and waivers, behind the profile's name and a colon."),
            required("title", PlaybookShape.ANYTHING, "One sentence."),
            optional("setting", PlaybookShape.KEYWORD, "A global keyword of sshd_config; needs set."),
            optional("set", new Many(PlaybookShape.ANYTHING), "The value it gets where accept does not hold."),
            optional("accept", ACCEPT, "What will do besides the value of set, so that a stricter host is left alone."),
            optional("absent", PlaybookShape.KEYWORD, "A keyword without an active global line."),
            optional("algorithms", new Choice(List.of("strong")), "Only strong algorithms."),
            optional("match", PlaybookShape.MATCH, "A Match block."),
            optional("match_absent", PlaybookShape.CRITERIA, "Criteria of a Match block that is in no file."),
            optional("pam", PAM, "Lines of a file in /etc/pam.d."),
            optional("group", GROUP, "Members of a group."),
            optional("references", new Named(text("a benchmark with its edition", ".+"),
                    new Many(text("an id in it", ".+")), List.of()), "Benchmark and edition, and the id there."),
            optional("if_supported", new Choice(List.of("true", "false")),
                    "Whether a host whose sshd lacks the keyword is not applicable (true, the default) or blocked.")),
            List.of("setting", "absent", "algorithms", "match", "match_absent", "pam", "group"));

    /** A whole file. */
    public static final Shape SHAPE = keys("a profile", List.of(
            required("profile", text("a profile name: letters, digits, _ . -", "[A-Za-z0-9][A-Za-z0-9_.-]*"),
                    "Its name."),
            optional("title", PlaybookShape.ANYTHING, "What it is for, in one sentence."),
            required("items", new Many(ITEM), "Its items, in order.")));

    private ProfileShape() {}
}
