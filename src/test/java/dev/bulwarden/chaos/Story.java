package dev.bulwarden.chaos;

import java.util.ArrayList;
import java.util.List;

/** What happened in one run, with the time since it began. Safe for many threads. */
final class Story {
    private final long begun = System.nanoTime();
    private final List<String> lines = new ArrayList<>();

    synchronized void tell(String what) {
        lines.add("%7.3f  %s".formatted((System.nanoTime() - begun) / 1e9, what.strip().replace("\n", "\n         ")));
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", lines);
    }
}
