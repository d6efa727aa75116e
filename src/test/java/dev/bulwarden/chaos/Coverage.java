package dev.bulwarden.chaos;

import dev.bulwarden.transaction.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Counts what was hit and how runs ended. Safe for many threads. */
final class Coverage {
    private final Map<Run.Hit, Integer> hits = new java.util.HashMap<>();
    private final Map<String, Integer> changes = new TreeMap<>();
    private final Map<String, Integer> hosts = new TreeMap<>();
    private final Map<String, Integer> said = new TreeMap<>();
    private final Map<String, Integer> verdicts = new TreeMap<>();
    private final List<Integer> late = new ArrayList<>();
    private final long begun = System.nanoTime();

    synchronized void count(Run.Result result) {
        result.hits().forEach(h -> hits.merge(h, 1, Integer::sum));
        changes.merge(result.scenario().change().toString(), 1, Integer::sum);
        hosts.merge(result.scenario().debian().toString(), 1, Integer::sum);
        said.merge(result.said(), 1, Integer::sum);
        verdicts.merge(result.verdict(), 1, Integer::sum);
        if (result.verdict().equals("restored-timer")) {
            late.add(result.late());
        }
    }

    /** Kinds of strike that never came at some step. */
    synchronized List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Strike.Kind kind : Strike.Kind.values()) {
            for (Step step : Step.values()) {
                if (!hits.containsKey(new Run.Hit(kind, step.toString()))) {
                    missing.add(kind + " at " + step);
                }
            }
        }
        return missing;
    }

    @Override
    public synchronized String toString() {
        List<String> steps = Stream.concat(Stream.of(Step.values()).map(Step::toString), Stream.of("")).toList();
        int runs = changes.values().stream().mapToInt(Integer::intValue).sum();
        StringBuilder text = new StringBuilder("%d runs in %d s\n%-14s".formatted(runs,
                (System.nanoTime() - begun) / 1_000_000_000, "strike at"));
        steps.forEach(s -> text.append("%9s".formatted(s.isEmpty() ? "before" : s)));
        for (Strike.Kind kind : Strike.Kind.values()) {
            text.append("\n%-14s".formatted(kind));
            steps.forEach(s -> text.append("%9d".formatted(hits.getOrDefault(new Run.Hit(kind, s), 0))));
        }
        text.append("\nhosts: ").append(hosts).append("\nchanges: ").append(changes)
                .append("\nthe controller said: ").append(said).append("\nverdicts: ").append(verdicts);
        String worst = late.stream().sorted().map(String::valueOf).collect(Collectors.joining(" "));
        return text.append("\nseconds after the deadline at which a timer had settled: ").append(worst).toString();
    }
}
