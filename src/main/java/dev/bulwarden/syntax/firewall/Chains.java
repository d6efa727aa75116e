package dev.bulwarden.syntax.firewall;

import dev.bulwarden.syntax.firewall.Step.Action;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The chains of one table for one packet. Not thread-safe. */
final class Chains {
    private static final int DEEPEST = 32;
    private static final int MOST = 20_000;

    private enum End {
        ACCEPT, DROP, RETURN
    }

    private final Map<String, List<Step>> steps = new HashMap<>();
    private final Map<String, Boolean> bases = new HashMap<>();
    private int seen;

    /** A chain that every packet to the host passes. */
    void base(String chain, boolean dropsByDefault) {
        bases.put(chain, dropsByDefault);
    }

    void add(String chain, Step step) {
        steps.computeIfAbsent(chain, _ -> new ArrayList<>()).add(step);
    }

    /** Whether the packet certainly gets no farther. */
    boolean drop() {
        for (Map.Entry<String, Boolean> base : bases.entrySet()) {
            seen = 0;
            Set<End> ends = ends(base.getKey(), new HashSet<>());
            if (ends.remove(End.RETURN)) {
                ends.add(base.getValue() ? End.DROP : End.ACCEPT);
            }
            if (ends.equals(EnumSet.of(End.DROP))) {
                return true;
            }
        }
        return false;
    }

    /** How the way through a chain may end. */
    private Set<End> ends(String chain, Set<String> above) {
        if (above.size() > DEEPEST || above.contains(chain) || ++seen > MOST) {
            return EnumSet.allOf(End.class);
        }
        Set<String> inside = new HashSet<>(above);
        inside.add(chain);
        Set<End> ends = EnumSet.noneOf(End.class);
        for (Step step : steps.getOrDefault(chain, List.of())) {
            if (step.holds() == Truth.NO) {
                continue;
            }
            boolean ended = follow(step.action(), inside, ends);
            if (ended && step.holds() == Truth.YES) {
                return ends;
            }
        }
        ends.add(End.RETURN);
        return ends;
    }

    /** Adds how it may end; false when the packet may come back from it. */
    private boolean follow(Action action, Set<String> inside, Set<End> ends) {
        return switch (action) {
            case Action.Pass _ -> false;
            case Action.Accept _ -> ended(End.ACCEPT, ends);
            case Action.Drop _ -> ended(End.DROP, ends);
            case Action.Return _ -> ended(End.RETURN, ends);
            case Action.Unknown _ -> {
                ends.addAll(EnumSet.of(End.ACCEPT, End.DROP));
                yield false;
            }
            case Action.Jump(String chain, boolean back) -> {
                Set<End> there = ends(chain, inside);
                boolean returns = there.remove(End.RETURN);
                ends.addAll(there);
                if (returns && !back) {
                    ends.add(End.RETURN);
                }
                yield !(returns && back);
            }
        };
    }

    private static boolean ended(End end, Set<End> ends) {
        ends.add(end);
        return true;
    }
}
