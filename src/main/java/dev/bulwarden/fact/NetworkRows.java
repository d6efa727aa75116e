package dev.bulwarden.fact;

import dev.bulwarden.fact.Network.Address;
import dev.bulwarden.fact.Network.Connection;
import dev.bulwarden.fact.Network.Holder;
import dev.bulwarden.fact.Network.Listener;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a survey tells of addresses, listeners and our own connection. */
final class NetworkRows {
    /** One line of {@code ip -o addr show}; with a peer, the prefix stands behind the peer's address. */
    private static final Pattern ADDRESS = Pattern.compile(
            "[0-9]+: (\\S+) +inet6? ([0-9a-fA-F.:]+)(?: peer [0-9a-fA-F.:]+)?/([0-9]{1,3})( .*)");
    private static final Pattern SCOPE = Pattern.compile(".*? scope (\\S+)([^\\\\]*).*");
    private static final Pattern NUMERIC = Pattern.compile("[0-9a-fA-F.:]+(?:%\\S+)?");

    private NetworkRows() {}

    static Network network(Answer answer, Optional<Daemon> daemon) {
        Optional<Row> addresses = answer.optional("addresses", 1);
        return new Network(listeners(answer),
                addresses.map(row -> row.lines(0).stream().map(NetworkRows::address).toList()).orElse(List.of()),
                addresses.isPresent(), firewall(answer), ours(answer),
                server(answer, daemon));
    }

    private static Optional<Connection> ours(Answer answer) {
        return connection(answer.one("connection", 1).text(0));
    }

    private static List<Listener> listeners(Answer answer) {
        Row tcp = answer.one("tcp", 3);
        Set<String> sshd = Set.copyOf(tcp.lines(1));
        Set<String> systemd = Set.copyOf(tcp.lines(2));
        return tcp.lines(0).stream().map(line -> listener(line, sshd, systemd)).toList();
    }

    /** What serves our login, by the records {@code served}, {@code tcp} and {@code connection}. */
    static LoginServer server(Answer answer, Optional<Daemon> daemon) {
        return LoginServerRows.of(answer.one("served", 6), daemon, listeners(answer), ours(answer));
    }

    private static Firewall firewall(Answer answer) {
        return new Firewall(
                answer.all("firewall", 2).stream().map(row -> new Firewall.Listing(form(row.plain(0)), row.text(1)))
                        .toList(),
                answer.all("unread", 1).stream().map(row -> row.text(0)).toList());
    }

    private static Firewall.Form form(String word) {
        return switch (word) {
            case "nft" -> Firewall.Form.NFT;
            case "iptables" -> Firewall.Form.IPTABLES;
            case "ip6tables" -> Firewall.Form.IP6TABLES;
            default -> throw new Garbled("record firewall is of no known form");
        };
    }

    private static Listener listener(String line, Set<String> sshd, Set<String> systemd) {
        String[] part = line.split("[: ]", -1);
        if (part.length != 3 || !part[1].matches("[0-9A-F]{4}")) {
            throw new Garbled("record tcp: not a socket");
        }
        Holder holder = systemd.contains(part[2])
                ? Holder.SYSTEMD
                : sshd.contains(part[2]) ? Holder.SSHD : Holder.OTHER;
        return new Listener(KernelAddress.text(part[0]), Integer.parseInt(part[1], 16), holder);
    }

    private static Address address(String line) {
        var match = ADDRESS.matcher(line);
        var scope = SCOPE.matcher(match.matches() ? match.group(4) : "");
        if (!scope.matches()) {
            throw new Garbled("record addresses: not as ip(8) prints it");
        }
        return new Address(match.group(1), match.group(2), Integer.parseInt(match.group(3)), scope.group(1),
                (scope.group(2) + " ").contains(" dynamic "));
    }

    /** {@code SSH_CONNECTION}; empty if there is none, or sshd talks to a pipe and says UNKNOWN. */
    static Optional<Connection> connection(String text) {
        String[] part = text.strip().split(" ", -1);
        if (text.isBlank() || part[0].equals("UNKNOWN")) {
            return Optional.empty();
        }
        if (part.length != 4 || !NUMERIC.matcher(part[0]).matches() || !NUMERIC.matcher(part[2]).matches()) {
            throw new Garbled("record connection: not as sshd sets SSH_CONNECTION");
        }
        return Optional.of(new Connection(part[0], Row.small("connection", part[1]), part[2],
                Row.small("connection", part[3])));
    }
}
