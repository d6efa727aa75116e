package dev.bulwarden.fact;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Checked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Asks how sshd can be rehearsed on a host over files as they would be, and for whom it matters where a login comes from. Nothing is written to
 * the host's disk.
 *
 * @param sshd absolute path of the program
 * @param options the daemon's own
 * @param staging the files and groups as they would be
 * @param visitors who is to be rehearsed
 */
public record WaysQuestion(String sshd, Daemon.Options options, Staging staging, List<Visitor> visitors)
        implements
            Probe<Ways> {
    private static final Set<String> KEYS = Set.of("connection", "way", "trouble", "twin", "others", "stale", "visitor",
            "moves");

    public WaysQuestion {
        Objects.requireNonNull(sshd, "sshd is null");
        Objects.requireNonNull(options, "options is null");
        Objects.requireNonNull(staging, "staging is null");
        visitors = List.copyOf(visitors);
    }

    @Override
    public Command command() {
        String data = String.join("\n", Shell.word(sshd), Shell.word(String.join("\n", options.arguments())))
                + "\n" + Shell.list(visitors.stream().map(v -> v.address().orElse("-") + " " + v.user()).toList())
                + Shell.word(options.config()) + "\n" + Shell.word(Staging.script()) + "\n" + staging.data();
        return new Command("ways", script(), data, Command.Limits.USUAL);
    }

    /** The sh text that runs as root on the host; the part that stages travels as data. */
    public static String script() {
        return Shell.script("answer", "sshd", "connection", "files", "staged", "ways");
    }

    @Override
    public Checked<Ways> read(Output output) {
        return Answer.read("ways", KEYS, output, this::ways);
    }

    private Ways ways(Answer answer) {
        Map<Visitor, Boolean> depends = new LinkedHashMap<>();
        for (Row row : answer.all("visitor", 3)) {
            String address = row.text(0);
            depends.put(new Visitor(row.text(1), address.equals("-") ? Optional.empty() : Optional.of(address)),
                    row.flag(2));
        }
        if (!depends.keySet().containsAll(visitors)) {
            throw new Garbled("it answers for other visitors than were asked about");
        }
        Ways.Way way = switch (answer.one("way", 1).plain(0)) {
            case "unit" -> Ways.Way.UNIT;
            case "fork" -> Ways.Way.FORK;
            case "none" -> Ways.Way.NONE;
            default -> throw new Garbled("record way is of no known kind");
        };
        return new Ways(way, answer.one("trouble", 1).text(0).strip(), answer.one("twin", 1).text(0).strip(),
                answer.one("others", 1).flag(0), answer.one("stale", 1).flag(0), answer.one("moves", 1).flag(0),
                NetworkRows.connection(answer.one("connection", 1).text(0)), depends);
    }
}
