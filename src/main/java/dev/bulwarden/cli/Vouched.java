package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.remote.mina.ExpectedKeys;
import dev.bulwarden.remote.mina.Trust.Shown;
import dev.bulwarden.remote.mina.Verdict;
import java.util.List;

/** Decides which of the keys a host shows are pinned. */
interface Vouched {
    /** Those of the keys shown that are to be pinned. */
    List<Shown> choose(String host, List<Shown> shown) throws InterruptedException;

    /** Those that somebody learnt by another way. */
    static Vouched expected(Checked<ExpectedKeys> keys) throws UserError {
        return switch (keys) {
            case Checked.Rejected<ExpectedKeys>(var why) -> throw new UserError(why);
            case Checked.Accepted<ExpectedKeys>(var expected, var _) -> (_, shown) -> expected.confirmed(shown);
        };
    }

    /** All of a host of which nothing is known; none of one that is known by another key. */
    static Vouched everyNewKey() {
        return (_, shown) -> shown.stream().allMatch(s -> s.verdict() instanceof Verdict.Unknown) ? shown : List.of();
    }

    /** Those a person agrees to. */
    static Vouched ask(Console console) throws UserError {
        if (!console.interactive()) {
            throw new UserError(Diagnostic.error("nobody is there to compare fingerprints with the host's console")
                    .remedy("use --fingerprint, --from FILE or --accept-new"));
        }
        return (host, shown) -> {
            List<Shown> open = shown.stream().filter(s -> !(s.verdict() instanceof Verdict.Trusted)).toList();
            if (open.isEmpty()) {
                return List.of();
            }
            console.err().println("\n" + host + " shows, as " + open.getFirst().name().text() + ":");
            open.forEach(s -> console.err().println("  " + s.key().type() + " " + s.key().fingerprint()));
            return console.yes("Pin them?") ? open : List.of();
        };
    }
}
