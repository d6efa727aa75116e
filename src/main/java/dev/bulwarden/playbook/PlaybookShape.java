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
import dev.bulwarden.yaml.Shape.Text;
import java.util.List;

/** Every key a playbook may hold. */
public final class PlaybookShape {
    static final Text ANYTHING = text("a text", ".+");
    static final Text KEYWORD = text("a keyword of sshd_config", "[A-Za-z0-9]+");
    static final Text CRITERIA = text("what follows Match, such as User root", ".+");
    static final Text SERVICE = text("the name of a file in /etc/pam.d", "[A-Za-z0-9_][A-Za-z0-9_.-]*");
    static final Text GROUP = text("a group name", "[A-Za-z0-9_][A-Za-z0-9_.-]*");
    static final Text USER = text("a user name",
            "([^\\s:/,@\"'{}-]|\\{\\{ *[A-Za-z_][A-Za-z0-9_]* *\\}\\})([^\\s:/,\"'{}]|\\{\\{ *[A-Za-z_][A-Za-z0-9_]* *\\}\\})*");
    static final Text PROFILE = text("the name of a profile or the path of one", ".+");

    private static final Text HOSTS = text("a host pattern, such as web:!web3", ".+");
    private static final Text COUNT = text("a whole number", "[0-9]{1,6}");
    private static final Text BATCH = text("a number of hosts or a percentage, such as 1 or 25%",
            "[1-9][0-9]{0,5}|[1-9][0-9]?%|100%");

    private static final Keys ROLLOUT = keys("rollout", List.of(
            optional("serial", new Many(BATCH),
                    "Sizes of the batches, the last one repeated; default: all hosts at once."),
            optional("max_failures", COUNT, "Hosts that may fail before no further batch starts; default: 0."),
            optional("max_unreachable", COUNT,
                    "Hosts that may be unreachable before no further batch starts; default: 0."),
            optional("forks", text("a number from 1 to 1024", "[1-9][0-9]{0,2}|10[01][0-9]|102[0-4]"),
                    "Hosts worked on at once within a batch; default: 64.")));

    private static final Keys PROTECTED = keys("protect", List.of(
            required("user", USER, "An account that must still get in afterwards."),
            optional("from", new Many(text("an address or network, such as 192.0.2.0/24", ".+")),
                    "Where it comes from; default: where our own connection does.")));

    static final Named SETTINGS = new Named(KEYWORD, new Many(ANYTHING), Directive.names());

    private static final Keys IF_SUPPORTED = keys("if_supported", List.of(
            required("settings", SETTINGS, "Keywords and their values.")));

    static final Keys MATCH = keys("match", List.of(
            required("criteria", CRITERIA, "What follows the word Match."),
            required("settings", SETTINGS, "Keywords and their values inside the block."),
            optional("if_supported", IF_SUPPORTED, "Settings of the block for hosts whose sshd knows the keyword.")));

    private static final Keys SSHD = keys("sshd", List.of(
            optional("placement", new Choice(List.of("in-place", "drop-in")),
                    "in-place edits the line that decides the value, wherever it stands; drop-in writes a file of our own. "
                            + "Default: in-place."),
            optional("settings", SETTINGS, "Global keywords and their values."),
            optional("if_supported", IF_SUPPORTED,
                    "Global settings for hosts whose sshd knows the keyword; not applicable elsewhere."),
            optional("absent", new Many(KEYWORD), "Keywords without an active global line in any file."),
            optional("algorithms", new Choice(List.of("strong")),
                    "Key exchange, host key, cipher and MAC lists hold only strong ones, chosen per host from what it offers."),
            optional("match", new Many(MATCH), "Match blocks that are read first, in this order."),
            optional("match_absent", new Many(CRITERIA), "Criteria of Match blocks that are in no file."),
            optional("foreign_match", new Choice(List.of("block", "comment_out")),
                    "What happens when a Match block of others decides a keyword we set. Default: block, the host is not "
                            + "changed.")));

    static final Keys PAM_SERVICE = keys("a PAM service", List.of(
            required("comment_out", new Many(ANYTHING), "Lines that are commented out; blanks do not count.")));

    private static final Keys GROUP_KEYS = keys("a group", List.of(
            required("members", new Many(USER), "Users who are in the group; others stay in it.")));

    private static final Keys WAIVER = keys("waive", List.of(
            required("item", ANYTHING, "Id of the item or guard that is left alone."),
            optional("hosts", HOSTS, "On which hosts; default: all."),
            required("reason", ANYTHING, "Why."),
            required("by", ANYTHING, "Who answers for it."),
            optional("until", text("a date such as 2027-03-31", "[0-9]{4}-[0-9]{2}-[0-9]{2}"),
                    "Last day on which it holds; default: no end.")));

    private static final Keys PLAY = keys("a play", List.of(
            optional("name", ANYTHING, "What the play is called in reports."),
            required("hosts", HOSTS, "Host pattern."),
            optional("rollout", ROLLOUT, "How many hosts at a time, and when to stop."),
            optional("confirm_within", text("a time from 5s to 10m", "([0-9]{1,4}[sm])+"),
                    "How long a host waits for a fresh login before it restores itself."),
            optional("protect", new Many(PROTECTED), "Who must still get in; our own login always is."),
            optional("profile", new Many(PROFILE), "Profiles that come before the play's own items; later ones win."),
            optional("sshd", SSHD, "The SSH server."),
            optional("pam", new Named(SERVICE, PAM_SERVICE, List.of("sshd")), "Files in /etc/pam.d."),
            optional("groups", new Named(GROUP, GROUP_KEYS, List.of()), "Groups of users."),
            optional("waive", new Many(WAIVER), "Items that are left alone on some hosts, for a reason.")));

    /** A whole file. */
    public static final Shape SHAPE = new Many(PLAY);

    private PlaybookShape() {}
}
