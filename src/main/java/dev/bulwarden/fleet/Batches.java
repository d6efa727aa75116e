package dev.bulwarden.fleet;

import dev.bulwarden.playbook.Rollout.Batch;
import java.util.ArrayList;
import java.util.List;

/** Cuts a list of hosts into batches as Ansible's {@code serial} does: the last size repeats. */
final class Batches {
    private Batches() {}

    static <H> List<List<H>> of(List<H> hosts, List<Batch> serial) {
        if (serial.isEmpty()) {
            return hosts.isEmpty() ? List.of() : List.of(hosts);
        }
        List<List<H>> batches = new ArrayList<>();
        int next = 0;
        while (next < hosts.size()) {
            int size = size(serial.get(Math.min(batches.size(), serial.size() - 1)), hosts.size());
            int end = Math.min(hosts.size(), next + size);
            batches.add(hosts.subList(next, end));
            next = end;
        }
        return batches;
    }

    private static int size(Batch batch, int all) {
        return switch (batch) {
            case Batch.Count(int hosts) -> Math.max(1, hosts);
            case Batch.Percent(int percent) -> Math.max(1, (int) ((long) all * percent / 100));
        };
    }
}
