package dev.bulwarden.inventory;

import static dev.bulwarden.yaml.Shape.Key.later;
import static dev.bulwarden.yaml.Shape.Key.optional;
import static dev.bulwarden.yaml.Shape.keys;
import static dev.bulwarden.yaml.Shape.text;

import dev.bulwarden.yaml.Shape;
import dev.bulwarden.yaml.Shape.Choice;
import dev.bulwarden.yaml.Shape.Keys;
import dev.bulwarden.yaml.Shape.Many;
import dev.bulwarden.yaml.Shape.Named;
import dev.bulwarden.yaml.Shape.Text;
import java.util.List;
import java.util.regex.Pattern;

/** Every key an inventory file may hold. */
public final class InventoryShape {
    static final Text HOST_NAME = text("a host name, such as pve1 or web[01:20]",
            "([A-Za-z0-9_]|\\[[0-9A-Za-z]+:[0-9A-Za-z]+\\])([A-Za-z0-9_.-]|\\[[0-9A-Za-z]+:[0-9A-Za-z]+\\])*");
    static final Text GROUP_NAME = text("a group name: letters, digits, _ . -", "[A-Za-z0-9_][A-Za-z0-9_.-]*");
    static final Text VARIABLE = text("a variable name: letters, digits, _", "[A-Za-z_][A-Za-z0-9_]*");
    static final Text ADDRESS = text("a name or an IP address without port or brackets", "[^\\s\\[\\]/@,\"']+");
    static final Text USER = text("a user name", "[^\\s:/@,\"'{}][^\\s:/,\"'{}]*");
    static final Text PORT = text("a port from 1 to 65535",
            "[1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]");
    static final Text FILE = text("the path of a file on this machine", ".+");
    static final Text ANYTHING = text("a text", ".+");

    private static final List<Shape.Key> SECRET_FORMS = List.of(
            optional("prompt", new Choice(List.of("true")), "Ask on the terminal, once per run."),
            optional("env", hidden("the name of an environment variable", "[A-Za-z_][A-Za-z0-9_]*"),
                    "Read an environment variable of this machine."),
            optional("fd", hidden("the number of an open file descriptor", "[0-9]{1,4}"),
                    "Read an open file descriptor to its end."),
            optional("command", new Many(hidden("a word of a command", ".+")),
                    "First line of the output of a program on this machine; a list of words, run without a shell."));

    /** A secret is named, never written. */
    static final Keys SECRET = new Keys("a secret",
            "where the secret is found, never the secret: {prompt: true}, {env: NAME}, {fd: N} or {command: [...]}",
            SECRET_FORMS, List.of("prompt", "env", "fd", "command"));

    private static final List<Shape.Key> IDENTITY = List.of(
            optional("identity_file", new Many(FILE),
                    "Private key on this machine, or several, in order; default: the agent and ssh's usual files."),
            optional("certificate_file", FILE, "OpenSSH user certificate for the first identity."),
            optional("passphrase", SECRET, "Where the passphrase of an encrypted identity is found."));

    private static final Keys CREDENTIAL = keys("a credential", IDENTITY);

    /** Keys about reaching and entering a host; the same on a host, a group and the defaults. */
    static final List<Shape.Key> CONNECTION = keys("connection", List.of(
            optional("address", ADDRESS, "Name or IP address; default: the host's name."),
            optional("port", new Many(PORT), "Port, or several to be tried in order; default: 22."),
            optional("user", USER, "Login name; default: who runs bulwarden."))).plus(IDENTITY).plus(List.of(
                    optional("known_hosts", new Many(FILE),
                            "Files with trusted host keys; trust appends to the first. Default: ~/.ssh/known_hosts. "
                                    + "/etc/ssh/ssh_known_hosts is always read too."),
                    optional("host_key_alias", ADDRESS, "Name to look up in known_hosts instead of the address."),
                    later("jump", new Many(ANYTHING), "Hosts to go through.",
                            "run bulwarden where the host can be reached directly"),
                    optional("become", new Choice(List.of("sudo", "none")),
                            "How the login becomes root; default: none for root, sudo for others."),
                    optional("become_password", SECRET, "Where sudo's password is found; default: sudo must not ask."),
                    optional("credentials", new Named(USER, CREDENTIAL, List.of()),
                            "Keys for other users of the host, so that their login can be proven too."),
                    optional("answer_at", ADDRESS,
                            "Address at which the host answers after a change of listener; default: address.")))
            .known();

    private static final Shape.Key VARS = optional("vars", new Named(VARIABLE, ANYTHING, List.of()),
            "Free variables, for {{ name }} in playbooks.");

    private static final Keys HOST = keys("a host", CONNECTION).plus(List.of(VARS));

    private static final Keys GROUP = keys("a group", List.of(
            optional("hosts", new Many(HOST_NAME), "Hosts of the group."),
            optional("children", new Many(GROUP_NAME), "Groups whose hosts are in this group too."))).plus(CONNECTION)
            .plus(List.of(VARS));

    /** A whole file. */
    public static final Shape SHAPE = keys("an inventory", List.of(
            optional("defaults", keys("the defaults", CONNECTION).plus(List.of(VARS)),
                    "What holds for every host that does not say otherwise, nor a group of it."),
            optional("hosts", new Named(HOST_NAME, HOST, List.of()), "The hosts by name."),
            optional("groups", new Named(GROUP_NAME, GROUP, List.of()), "Groups of hosts, which may overlap.")));

    private InventoryShape() {}

    private static Text hidden(String expected, String pattern) {
        return new Text(expected, Pattern.compile(pattern), false);
    }
}
