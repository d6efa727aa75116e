package dev.bulwarden.transaction;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Host;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

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
