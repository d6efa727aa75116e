package dev.bulwarden.cli;

import dev.bulwarden.fleet.Fleet;
import dev.bulwarden.fleet.Health;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.playbook.Rollout;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;

/**
 * Work that only reads, on many hosts: all in one batch, and no trouble stops it.
 *
 * @param forks hosts at once
 */
record ReadRun(Console console, boolean json, int forks) {
    <T> List<HostResult<T>> run(List<Host> hosts, Fleet.Work<T> work, Predicate<T> failed) throws InterruptedException {
        Rollout wide = new Rollout(List.of(), Integer.MAX_VALUE, Integer.MAX_VALUE, forks);
        try (Progress<T> progress = new Progress<>(console, json, hosts.size(), Clock.systemUTC())) {
            return new Fleet<>(wide, work, v -> failed.test(v) ? Health.FAILED : Health.FINE, progress).run(hosts);
        }
    }
}
