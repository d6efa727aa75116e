package dev.bulwarden.plan;

import dev.bulwarden.command.Clean;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.HostFile;
import dev.bulwarden.fact.SshdTest;
import dev.bulwarden.guard.Finding;
import dev.bulwarden.syntax.sshd.Keyword;
import dev.bulwarden.syntax.sshd.SshdConfig;
import dev.bulwarden.syntax.sshd.StrayCharacters;
import dev.bulwarden.syntax.sshd.StrayCharacters.Stray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Files on disk that sshd refuses, or reads otherwise than they look: with the place, sshd's own sentence and the character. The daemon in
 * memory read them earlier and does not know yet.
 */
final class BrokenFiles {
    private static final Pattern COMPLAINT = Pattern.compile("(/\\S+?):? line ([0-9]{1,7}): (.+)");
    private static final Pattern UNREADABLE = Pattern.compile("(/\\S+): (No such file or directory|Permission denied)");

    private final HostFacts.Server server;
    private final List<Diagnostic> why = new ArrayList<>();

    private BrokenFiles(HostFacts.Server server) {
        this.server = server;
    }

    /** One error a line; none: sshd takes its files, and nothing in them is other than it looks. */
    static List<Diagnostic> of(HostFacts.Server server) {
        BrokenFiles broken = new BrokenFiles(server);
        if (server.global().status() != 0) {
            broken.refused(server.global());
        }
        broken.strays();
        return List.copyOf(broken.why);
    }

    /** Every complaint of sshd; without a file and a line in it, as it stands. */
    private void refused(SshdTest test) {
        List<String> said = test.err().lines().map(String::strip)
                .filter(line -> !line.isEmpty() && !line.contains(": terminating, ")).toList();
        for (String line : said.isEmpty() ? List.of("no reason given") : said) {
            var complaint = COMPLAINT.matcher(line);
            var unreadable = UNREADABLE.matcher(line);
            if (complaint.matches()) {
                refused(complaint.group(1), Integer.parseInt(complaint.group(2)), complaint.group(3), line);
            } else if (unreadable.matches()) {
                add(Optional.of(Place.file(Clean.line(unreadable.group(1)))), line, "", "repair or remove it", line);
            } else {
                add(Optional.empty(), line, "", "repair it first; sshd -T must succeed", line);
            }
        }
    }

    private void refused(String path, int line, String sentence, String whole) {
        Optional<SshdConfig> config = config(path);
        Optional<Stray> stray = config.stream().flatMap(c -> StrayCharacters.of(c).stream())
                .filter(s -> s.line() == line).findFirst();
        String content = config.filter(c -> line >= 1 && line <= c.size()).map(c -> c.line(line - 1).content())
                .orElse("");
        String what = stray.map(s -> "; " + s.name() + " in column " + s.column() + " is a letter to sshd").orElse("");
        String remedy = stray.map(s -> "type the line anew without it")
                .or(() -> glued(content).map(word -> "a line end is missing before " + word))
                .orElse("repair the line");
        add(Optional.of(new Place(Clean.line(path), line, stray.map(Stray::column).orElse(0))), sentence, what,
                remedy + ", then sshd -T must succeed", whole);
    }

    private void add(Optional<Place> place, String sentence, String what, String remedy, String complaint) {
        Diagnostic told = Finding.rejected(
                "sshd refuses its files as they are: " + Clean.line(sentence) + what + later(), complaint);
        why.add(new Diagnostic(Severity.ERROR, told.message(), place, told.remedy().or(() -> Optional.of(remedy))));
    }

    private String later() {
        return server.daemon().running().isPresent()
                ? "; the running daemon still has the files it read before, and would not come back from the next restart or reboot"
                : "; sshd does not run, and would not start";
    }

    /** Two lines that became one: a keyword at the end of a word that is more than it. */
    private static Optional<String> glued(String content) {
        for (String word : content.split("[ \t]+", -1)) {
            for (Keyword keyword : Keyword.all()) {
                String name = keyword.name().toLowerCase(Locale.ROOT);
                boolean longer = word.length() > name.length() && word.toLowerCase(Locale.ROOT).endsWith(name);
                if (longer && Keyword.of(word).isEmpty() && word.matches("[A-Za-z0-9]+") && name.length() > 4) {
                    return Optional.of(word.substring(word.length() - name.length()));
                }
            }
        }
        return Optional.empty();
    }

    /** What sshd does not complain about, or not at this place. */
    private void strays() {
        List<String> read = new ArrayList<>(List.of(server.daemon().options().config()));
        server.config().globs().values().forEach(read::addAll);
        for (String path : read.stream().distinct().toList()) {
            for (Stray stray : config(path).map(StrayCharacters::of).orElse(List.of())) {
                Place place = new Place(path, stray.line(), stray.column());
                boolean told = why.stream().flatMap(d -> d.place().stream())
                        .anyMatch(p -> p.source().equals(path) && p.line() == stray.line());
                if (!told) {
                    why.add(Diagnostic.error(place, stray.nul()
                            ? stray.name()
                                    + ": to sshd the line ends here and the next line is a part of it (before OpenSSH 8.7"
                                    + " not behind a #)"
                            : stray.name() + ": sshd takes it for a letter of the word it stands in")
                            .remedy("type the line anew without it"));
                }
            }
        }
    }

    private Optional<SshdConfig> config(String path) {
        return server.config().file(path).map(HostFile::bytes).map(bytes -> SshdConfig.parse(path, bytes));
    }
}
