package dev.bulwarden.fact;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Checked;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a plan needs to know of a host, in one run of one script. A name that is blank, has blanks around it or a line end or
 * NUL in it makes {@link #command} throw: such names are refused when playbooks are read, and no file of a host can hold them.
 *
 * @param login the account we come over; it is asked about like {@code users}
 * @param users accounts of interest; they need not exist
 * @param groups groups of interest; they need not exist
 * @param visitors for whom {@code sshd -T -C} is asked
 * @param paths settings to come that name files, as {@code AuthorizedKeysFile /etc/ssh/keys/%u}, one word each: these are looked at like those
 *     of today
 */
public record Survey(String login, List<String> users, List<String> groups, List<Visitor> visitors, List<String> paths)
        implements
            Probe<HostFacts> {
    private static final Set<String> KEYS = Set.of("system", "capabilities", "version", "package", "offers", "daemon",
            "global", "defaults", "visitor", "hostkey", "odd", "folder", "above", "file", "glob", "users", "groups",
            "connection", "tcp", "served", "addresses", "modules", "wrapped", "firewall", "unread", "packages",
            "proxmox",
            "client",
            "state", "lease", "transaction", "manifest", "walk");

    public Survey {
        Objects.requireNonNull(login, "login is null");
        users = List.copyOf(users);
        groups = List.copyOf(groups);
        visitors = List.copyOf(visitors);
        paths = List.copyOf(paths);
    }

    /** No settings to come. */
    public Survey(String login, List<String> users, List<String> groups, List<Visitor> visitors) {
        this(login, users, groups, visitors, List.of());
    }

    @Override
    public Command command() {
        return new Command("survey", script(), data(), Command.Limits.USUAL);
    }

    /** The sh text that runs as root on the host. */
    public static String script() {
        return Shell.script("answer", "secret", "sshd", "connection", "daemon", "files", "accounts", "keys", "state",
                "serving",
                "network",
                "firewall", "packages", "survey");
    }

    private String data() {
        Set<String> asked = new LinkedHashSet<>(List.of(login));
        asked.addAll(users);
        visitors.forEach(visitor -> asked.add(visitor.user()));
        return Shell.list(List.copyOf(asked)) + Shell.list(groups)
                + Shell.list(visitors.stream().map(v -> v.address().orElse("-") + " " + v.user()).toList())
                + Shell.list(paths) + Shell.word(walk().getBytes(StandardCharsets.US_ASCII)) + "\n";
    }

    /** The sh text that looks at one account's files, as root and as the account; it travels as data. */
    public static String walk() {
        return Shell.script("answer", "secret", "walk");
    }

    @Override
    public Checked<HostFacts> read(Output output) {
        return Answer.read("survey", KEYS, output, this::facts);
    }

    private HostFacts facts(Answer answer) {
        Optional<HostFacts.Server> server = ServerRows.server(answer, visitors);
        return new HostFacts(login, SystemRows.system(answer), server, AccountRows.accounts(answer),
                NetworkRows.network(answer, server.map(HostFacts.Server::daemon)), SystemRows.proxmox(answer),
                SystemRows.packages(answer), StateRows.state(answer), SystemRows.capabilities(answer),
                LoginFileRows.files(answer));
    }
}
