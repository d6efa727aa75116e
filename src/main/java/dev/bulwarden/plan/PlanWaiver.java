package dev.bulwarden.plan;

import dev.bulwarden.playbook.Waiver;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A waiver under which a plan was made: the plan leaves the item alone, or goes on although the guard says no.
 *
 * @param item item or guard id
 * @param until last day on which it holds; empty: it does not expire
 */
public record PlanWaiver(String item, String reason, String by, Optional<LocalDate> until) {
    public PlanWaiver {
        Objects.requireNonNull(item, "item is null");
        Objects.requireNonNull(reason, "reason is null");
        Objects.requireNonNull(by, "by is null");
        Objects.requireNonNull(until, "until is null");
    }

    /** What a plan file keeps of a waiver. */
    public static PlanWaiver of(Waiver waiver) {
        return new PlanWaiver(waiver.item(), waiver.reason(), waiver.by(), waiver.until());
    }

    /** Whether it is over on a day. */
    boolean expired(LocalDate today) {
        return until.filter(last -> last.isBefore(today)).isPresent();
    }
}
