package dev.bulwarden.syntax.sshd;

import dev.bulwarden.diagnostic.Diagnostic;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a tree means for a connection.
 *
 * @param settings what lines decide, by keyword; a keyword without one has its compiled-in default
 * @param dead lines that were read for this connection and change nothing
 * @param matched the Match lines that apply
 * @param problems reasons why sshd refuses the tree, with places; none: it takes it
 */
public record Effective(Dialect dialect, Map<Keyword, Setting> settings, List<ReadLine> dead, List<Origin> matched,
        List<Diagnostic> problems) {
    public Effective {
        Objects.requireNonNull(dialect, "dialect is null");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        dead = List.copyOf(dead);
        matched = List.copyOf(matched);
        problems = List.copyOf(problems);
    }

    /** What lines say about a keyword; empty: nothing does. */
    public Optional<Setting> setting(Keyword keyword) {
        return Optional.ofNullable(settings.get(keyword));
    }

    /** The lines that decide a keyword; none: its default holds. */
    public List<Origin> origins(Keyword keyword) {
        return setting(keyword).map(Setting::origins).orElse(List.of());
    }

    /**
     * What {@code sshd -T} would print.
     *
     * @param defaults what it prints for an empty file
     * @param supported by {@code ssh -Q} name (cipher, mac, kex, key-sig, sig): what the binary offers; needed for wildcards only
     */
    public Dump over(Dump defaults, Map<String, List<String>> supported) {
        return Prediction.of(this, defaults, supported);
    }

    /** The same where no wildcard needs to be expanded. */
    public Dump over(Dump defaults) {
        return over(defaults, Map.of());
    }
}
