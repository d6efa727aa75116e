package dev.bulwarden.plan;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.Inventory;
import dev.bulwarden.playbook.Play;
import dev.bulwarden.playbook.Waiver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which waivers hold on a host on a day.
 *
 * @param holding those that do
 * @param notes those that expired, and those that will within 30 days
 */
record Waivers(List<Waiver> holding, List<Diagnostic> notes) {

    private static final int SOON_DAYS = 30;

    Waivers {
        holding = List.copyOf(holding);
        notes = List.copyOf(notes);
    }

    static Waivers of(List<Play> plays, Inventory inventory, Host host, LocalDate today) {
        List<Waiver> holding = new ArrayList<>();
        List<Diagnostic> notes = new ArrayList<>();
        for (Play play : plays) {
            for (Waiver waiver : play.waivers()) {
                if (waiver.hosts().select(inventory).stream().anyMatch(h -> h.name().equals(host.name()))) {
                    judge(waiver, today, holding, notes);
                }
            }
        }
        return new Waivers(holding, notes);
    }

    /** Why, by whom and until when. */
    static String said(Waiver waiver) {
        return waiver.reason() + ", by " + waiver.by() + waiver.until().map(day -> ", until " + day).orElse("");
    }

    private static void judge(Waiver waiver, LocalDate today, List<Waiver> holding, List<Diagnostic> notes) {
        Optional<LocalDate> until = waiver.until();
        String what = "the waiver of " + waiver.item() + " by " + waiver.by();
        if (until.isPresent() && until.get().isBefore(today)) {
            notes.add(Diagnostic.warning(waiver.place(), what + " expired on " + until.get())
                    .remedy("renew it or take it out"));
            return;
        }
        holding.add(waiver);
        if (until.isPresent() && until.get().isBefore(today.plusDays(SOON_DAYS + 1L))) {
            notes.add(Diagnostic.warning(waiver.place(), what + " expires on " + until.get()));
        }
    }
}
