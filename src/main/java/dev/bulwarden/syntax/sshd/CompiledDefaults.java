package dev.bulwarden.syntax.sshd;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What sshd of the measured releases does without a setting, as {@code sshd -T} printed it over an empty file. For explanations only: a host is asked itself. */
public final class CompiledDefaults {
    private static final Map<Dialect, Map<String, List<String>>> BY_RELEASE = read();

    private CompiledDefaults() {}

    /** Releases that were measured, oldest first. */
    public static List<Dialect> releases() {
        return List.copyOf(BY_RELEASE.keySet());
    }

    /** Every line this release prints for a keyword; none: it prints nothing, or does not know it. */
    public static List<String> of(Dialect release, Keyword keyword) {
        return release.spelling(keyword).map(name -> BY_RELEASE.getOrDefault(release, Map.of())
                .getOrDefault(Singles.lower(name), List.of())).orElse(List.of());
    }

    private static Map<Dialect, Map<String, List<String>>> read() {
        Map<Dialect, Map<String, List<String>>> all = new LinkedHashMap<>();
        try (InputStream in = CompiledDefaults.class.getResourceAsStream("defaults.txt")) {
            if (in == null) {
                throw new IllegalStateException("defaults.txt is missing");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                if (!line.startsWith("#")) {
                    String[] words = line.split(" ", 3);
                    String[] release = words[0].split("\\.", 2);
                    all.computeIfAbsent(new Dialect(Integer.parseInt(release[0]), Integer.parseInt(release[1])),
                            _ -> new LinkedHashMap<>()).computeIfAbsent(words[1], _ -> new ArrayList<>())
                            .add(words.length < 3 ? "" : words[2]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
