package dev.bulwarden.plan;

import dev.bulwarden.control.Asked;
import dev.bulwarden.control.Prediction;
import dev.bulwarden.control.SshdTree;
import dev.bulwarden.control.Visit;
import dev.bulwarden.control.Wanted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Settings asked for or changed, before and after: globally, and for every visit those that are otherwise than globally. */
final class EffectiveTable {

    /** How the context without a connection is called. */
    static final String GLOBAL = "global";

    private EffectiveTable() {}

    /** @param groupsBefore visits with the groups the accounts have before the plan's actions, in the same order */
    static List<EffectiveRow> of(Wanted wanted, SshdTree before, SshdTree after, List<Visit> visits,
            List<Visit> groupsBefore) {
        List<EffectiveRow> rows = new ArrayList<>();
        add(rows, GLOBAL, Asked.globally(wanted, after), before.predict(), after.predict(), after);
        for (int i = 0; i < visits.size(); i++) {
            Visit visit = visits.get(i);
            add(rows, visit.argument(), Asked.of(wanted, after, visit), before.predict(groupsBefore.get(i)),
                    after.predict(visit), after);
        }
        List<EffectiveRow> everywhere = rows.stream().filter(r -> r.context().equals(GLOBAL)).toList();
        rows.removeIf(row -> !row.context().equals(GLOBAL) && everywhere.stream().anyMatch(g -> same(g, row)));
        return rows;
    }

    private static boolean same(EffectiveRow some, EffectiveRow other) {
        return some.keyword().equals(other.keyword()) && some.before().equals(other.before())
                && some.after().equals(other.after()) && some.decidedAfter().equals(other.decidedAfter());
    }

    private static void add(List<EffectiveRow> rows, String context, Asked asked, Prediction then, Prediction now,
            SshdTree tree) {
        Set<String> keywords = new LinkedHashSet<>(asked.settings().keySet());
        Set<String> rest = new TreeSet<>(then.values().keySet());
        rest.addAll(now.values().keySet());
        rest.removeIf(keyword -> then.value(keyword).equals(now.value(keyword)));
        keywords.addAll(rest);
        for (String printed : keywords) {
            rows.add(new EffectiveRow(context, tree.spelling(printed), then.value(printed), now.value(printed),
                    then.decidedBy(printed), now.decidedBy(printed), now.dead().getOrDefault(printed, List.of())));
        }
    }
}
