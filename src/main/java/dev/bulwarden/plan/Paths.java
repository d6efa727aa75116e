package dev.bulwarden.plan;

import dev.bulwarden.control.Prediction;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Stand;
import dev.bulwarden.control.Visit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ways through the Match blocks before and after a change. Settings depend on which blocks a visit enters and on nothing else of it, so
 * visits of one account on one path are predicted once, and sshd is asked about one of them.
 */
final class Paths {
    private final SshdTree before;
    private final SshdTree after;
    private final Principals principals;
    private final Map<Visit, Path> paths = new HashMap<>();
    private final Map<List<Stand.Block>, Prediction> then = new HashMap<>();
    private final Map<List<Stand.Block>, Prediction> now = new HashMap<>();

    Paths(SshdTree before, SshdTree after, Principals principals) {
        this.before = before;
        this.after = after;
        this.principals = principals;
    }

    /**
     * A way.
     *
     * @param before blocks entered now, in reading order
     * @param after blocks entered afterwards
     */
    record Path(List<Stand.Block> before, List<Stand.Block> after) {
        Path {
            before = List.copyOf(before);
            after = List.copyOf(after);
        }
    }

    Path of(Visit visit) {
        return paths.computeIfAbsent(visit, v -> new Path(before.entered(earlier(v)), after.entered(v)));
    }

    /** The visit with the groups the account has today. */
    Visit earlier(Visit visit) {
        return visit.with(principals.groupsBefore(visit.user()));
    }

    /** Of each account the first visit on each path. */
    List<Visit> distinct(List<Visit> visits) {
        record Way(String user, Path path) {}
        Map<Way, Visit> first = new LinkedHashMap<>();
        visits.forEach(visit -> first.putIfAbsent(new Way(visit.user(), of(visit)), visit));
        return List.copyOf(first.values());
    }

    /** What holds for a visit today. */
    Prediction then(Visit visit) {
        return then.computeIfAbsent(of(visit).before(), _ -> before.predict(earlier(visit)));
    }

    /** What will hold for it. */
    Prediction now(Visit visit) {
        return now.computeIfAbsent(of(visit).after(), _ -> after.predict(visit));
    }
}
