package dev.bulwarden.fact;

import dev.bulwarden.fact.Daemon.Options;
import dev.bulwarden.fact.Daemon.Running;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what a survey tells of sshd and how it is run. */
final class ServerRows {
    private static final Pattern KEYGEN = Pattern.compile("([0-9]{1,6}) (SHA256:\\S+) .*\\(([A-Za-z0-9-]+)\\)");
    private static final String REMOVED = " (deleted)";

    private ServerRows() {}

    static Optional<HostFacts.Server> server(Answer answer, List<Visitor> visitors) {
        return answer.optional("daemon", 11).map(row -> {
            SshdTest global = test("", answer.one("global", 1), 0);
            return new HostFacts.Server(software(answer, row.path(5)), daemon(row), FileRows.files(answer),
                    answer.all("hostkey", 3).stream().map(ServerRows::hostKey).toList(),
                    test("", answer.one("defaults", 1), 0), global, tests(answer, visitors));
        });
    }

    private static OpenSsh software(Answer answer, String executable) {
        List<String> said = answer.one("version", 1).lines(0);
        String banner = said.stream().filter(line -> line.startsWith("OpenSSH_")).findFirst()
                .orElse(said.isEmpty() ? "" : said.getFirst());
        Row offers = answer.one("offers", 5);
        return new OpenSsh(executable, banner, OpenSshVersion.of(banner), packaged(answer.one("package", 1).lines(0)),
                new OpenSsh.Offers(offers.lines(0), offers.lines(1), offers.lines(2), offers.lines(3),
                        offers.lines(4)),
                answer.one("wrapped", 1).flag(0));
    }

    private static Optional<OpenSsh.Packaged> packaged(List<String> lines) {
        return switch (lines.size()) {
            case 0 -> Optional.empty();
            case 3 -> Optional.of(new OpenSsh.Packaged(lines.get(0), lines.get(1), lines.get(2)));
            default -> throw new Garbled("record package has " + lines.size() + " lines");
        };
    }

    /** Fields: kind, unit, state, service, accept, sshd, pid, program, loaded, config, options. */
    static Daemon daemon(Row row) {
        Options options = new Options(row.bytes(10).lines().toList(), row.path(9));
        Optional<Running> running = running(row);
        return switch (row.plain(0)) {
            case "service" -> new Daemon.SystemdService(row.text(1), row.text(2), options, running);
            case "socket" -> new Daemon.SystemdSocket(row.text(1), row.text(3), row.plain(4).equals("yes"), options,
                    running);
            case "process" -> new Daemon.Standalone(options,
                    running.orElseThrow(() -> new Garbled("record daemon has no process")));
            case "none" -> new Daemon.None(options);
            default -> throw new Garbled("record daemon is of no known kind");
        };
    }

    private static Optional<Running> running(Row row) {
        int pid = Row.small(row.key(), row.plain(6));
        if (pid <= 0) {
            return Optional.empty();
        }
        String program = row.path(7);
        boolean replaced = program.endsWith(REMOVED);
        return Optional.of(new Running(pid,
                replaced ? program.substring(0, program.length() - REMOVED.length()) : program, replaced,
                row.perhaps(8)));
    }

    /** A field as {@code capture} makes it: standard output, then a last line with status and base64 of standard error. */
    static SshdTest test(String context, Row row, int field) {
        String all = row.bytes(field);
        int last = all.lastIndexOf('\n');
        String[] trailer = all.substring(last + 1).split(" ", -1);
        if (last < 0 || trailer.length != 2) {
            throw new Garbled("record " + row.key() + " has no exit status");
        }
        Row said = new Row(row.key(), List.of(trailer[1]));
        return new SshdTest(context, Row.small(row.key(), trailer[0]), all.substring(0, last), said.bytes(0));
    }

    private static Map<Visitor, SshdTest> tests(Answer answer, List<Visitor> asked) {
        Map<Visitor, SshdTest> tests = new LinkedHashMap<>();
        for (Row row : answer.all("visitor", 4)) {
            String address = row.text(0);
            tests.put(new Visitor(row.text(1), address.equals("-") ? Optional.empty() : Optional.of(address)),
                    test(row.text(2), row, 3));
        }
        if (!tests.keySet().equals(Set.copyOf(asked))) {
            throw new Garbled("it answers for other visitors than were asked about");
        }
        return tests;
    }

    private static HostKey hostKey(Row row) {
        String said = String.join(" ", row.lines(2));
        if (said.isBlank()) {
            // ssh-keygen finds no key there, and neither does sshd, which goes on without it.
            return new HostKey(row.path(0), FileRows.ownership(row, 1), "", 0, "");
        }
        var known = KEYGEN.matcher(said);
        if (!known.matches()) {
            throw new Garbled("record hostkey: not as ssh-keygen -l prints a key: " + said);
        }
        return new HostKey(row.path(0), FileRows.ownership(row, 1), known.group(3), Integer.parseInt(known.group(1)),
                known.group(2));
    }
}
