package dev.bulwarden.control;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked in one context: globally, or for one visit, where the first of our Match blocks that matches and names a keyword decides.
 *
 * @param settings by printed keyword, in the order they are asked
 * @param touched printed keywords that may come out different from before
 */
public record Asked(Map<String, Wanted.Setting> settings, Set<String> touched) {

    /** A listener is made of three keywords; sshd prints what comes of them. */
    private static final List<String> LISTENER = List.of("port", "listenaddress", "addressfamily");

    public Asked {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        touched = Collections.unmodifiableSet(new LinkedHashSet<>(touched));
    }

    /** Without any connection. */
    public static Asked globally(Wanted wanted, SshdTree tree) {
        Map<String, Wanted.Setting> settings = new LinkedHashMap<>();
        wanted.settings().forEach(s -> settings.put(tree.printedName(s.keyword()), s));
        return new Asked(settings, touched(wanted, settings, tree));
    }

    /** For one visit. */
    public static Asked of(Wanted wanted, SshdTree tree, Visit visit) {
        Map<String, Wanted.Setting> settings = new LinkedHashMap<>();
        List<String> entered = tree.entered(visit).stream().map(Stand.Block::criteria).toList();
        for (Wanted.Block block : wanted.blocks()) {
            if (entered.contains(block.criteria())) {
                block.settings().forEach(s -> settings.putIfAbsent(tree.printedName(s.keyword()), s));
            }
        }
        wanted.settings().forEach(s -> settings.putIfAbsent(tree.printedName(s.keyword()), s));
        return new Asked(settings, touched(wanted, settings, tree));
    }

    /** Whether a profile's floor is met. */
    public boolean accepts(String printed, List<String> effective) {
        Wanted.Setting setting = settings.get(printed);
        return setting != null && setting.accept().filter(a -> Settings.accepts(a, effective)).isPresent();
    }

    private static Set<String> touched(Wanted wanted, Map<String, Wanted.Setting> settings, SshdTree tree) {
        Set<String> touched = new LinkedHashSet<>(settings.keySet());
        wanted.absent().forEach(a -> touched.add(tree.printedName(a.keyword())));
        if (LISTENER.stream().anyMatch(touched::contains)) {
            touched.addAll(LISTENER);
        }
        return touched;
    }
}
