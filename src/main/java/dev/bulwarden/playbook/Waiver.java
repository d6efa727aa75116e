package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.inventory.HostPattern;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An item that is left alone on some hosts, for a reason somebody answers for.
 *
 * @param item item or guard id
 * @param until last day on which it holds; empty: it does not expire
 */
public record Waiver(String item, HostPattern hosts, String reason, String by, Optional<LocalDate> until,
        Place place) {}
