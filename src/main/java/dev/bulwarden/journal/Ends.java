package dev.bulwarden.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the transactions whose end is not known. The order of the records does not matter: a clock may have been set between two runs. */
final class Ends {
    private static final Set<String> OPEN = Set.of("in-doubt", "stranded");

    private record Key(String host, String transaction) {}

    private final Map<Key, Unfinished> begun = new LinkedHashMap<>();
    private final Set<Key> ended = new HashSet<>();

    /** Adds a run's records. A run changes a host once, so where nothing else is said the run's id is the transaction's. */
    void add(String run, List<RunRecord> records) {
        for (RunRecord record : records) {
            switch (record) {
                case RunRecord.Begun _ -> {
                }
                case RunRecord.Stepped(var _, var host, var transaction, var step) ->
                    begun.put(new Key(host, transaction),
                            new Unfinished(host, transaction, step, Optional.empty()));
                case RunRecord.Ended ended -> end(run, ended);
            }
        }
    }

    private void end(String run, RunRecord.Ended record) {
        Key key = new Key(record.host(), record.transaction().isEmpty() ? run : record.transaction());
        if (!OPEN.contains(record.outcome())) {
            ended.add(key);
            return;
        }
        Unfinished so = begun.get(key);
        begun.put(key, new Unfinished(key.host(), key.transaction(), so == null ? "" : so.step(), record.settledBy()));
    }

    /** Those without an end whose run is not under way, oldest first. */
    List<Unfinished> open(Path state) throws IOException {
        List<Unfinished> open = begun.entrySet().stream().filter(e -> !ended.contains(e.getKey()))
                .map(Map.Entry::getValue).toList();
        Set<String> alive = new HashSet<>();
        for (Unfinished one : open) {
            if (Journal.underWay(state, one.transaction())) {
                alive.add(one.transaction());
            }
        }
        return open.stream().filter(u -> !alive.contains(u.transaction())).toList();
    }
}
