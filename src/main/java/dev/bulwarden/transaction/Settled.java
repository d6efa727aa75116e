package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.journal.Unfinished;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What became of one transaction whose controller was gone, or which another controller holds.
 *
 * @param transaction its id on the host
 * @param who who began it, as the host knows; may be empty
 * @param outcome {@link Outcome.InDoubt} as long as the host has not decided; {@link Outcome.Unchanged}: an unused stage was cleared
 */
public record Settled(String transaction, String who, Outcome outcome) {
    public Settled {
        Objects.requireNonNull(transaction, "transaction is null");
        Objects.requireNonNull(who, "who is null");
        Objects.requireNonNull(outcome, "outcome is null");
    }

    /**
     * What a survey alone tells of a transaction that was not finished; empty: it is not decided.
     *
     * @param verdicts by transaction
     * @param lease text of the lease that stands
     */
    public static Optional<Settled> seen(Unfinished unfinished, Map<String, String> verdicts, Optional<String> lease) {
        String id = unfinished.transaction();
        String verdict = verdicts.getOrDefault(id, "gone");
        if (verdict.isEmpty() || lease.filter(text -> text.startsWith(id + " ")).isPresent()) {
            return Optional.empty();
        }
        Step step = Step.named(unfinished.step()).orElse(Step.STAGE);
        return Optional.of(new Settled(id, "", switch (verdict) {
            case "applied" -> new Outcome.Applied(id, List.of());
            case "untouched" -> new Outcome.Refused(step, Diagnostic.error("it had not touched a file"));
            case "gone" -> new Outcome.Refused(step, nothing(step));
            default -> new Outcome.RolledBack(id, step, Diagnostic.error("nobody confirmed it in time"));
        }));
    }

    /** Why a transaction of which the host has nothing is over: it never came to the files, or its record was pruned or removed since. */
    static Diagnostic nothing(Step entered) {
        return entered.compareTo(Step.TAKE) > 0
                ? Diagnostic.error("the host has no record of it any more, and nothing of it stands there")
                        .remedy("see what is in force with: bulwarden plan PLAYBOOK")
                : Diagnostic.error("it was never finished, and had not touched a file");
    }

    /** Why a host that somebody else holds is left alone: by whom, since when and until when. */
    public Diagnostic held(Host host, Outcome.InDoubt doubt) {
        return Diagnostic.error("transaction " + transaction + (who.isEmpty() ? "" : " of " + who)
                + " holds this host: " + doubt.why().message()
                + doubt.settledBy().map(by -> "; it ends by " + by.truncatedTo(ChronoUnit.SECONDS)).orElse(""))
                .remedy("wait for it with: bulwarden settle " + host.name());
    }

    /** Whether nothing will change about it any more, so that it can be journalled. */
    public boolean decided() {
        return switch (outcome) {
            case Outcome.InDoubt _,Outcome.Stranded _,Outcome.Unreached _ -> false;
            case Outcome.Applied _,Outcome.RolledBack _,Outcome.Refused _,Outcome.Blocked _,Outcome.Unchanged _ -> true;
        };
    }
}
