package dev.bulwarden.syntax.sshd;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The printed form of effective settings, as {@code dump_config} has it. */
final class Prediction {
    private static final List<String> FAMILIES = List.of("listenaddress", "port", "addressfamily");

    private static final Keyword LISTEN = Keyword.of("ListenAddress").orElseThrow();

    private Prediction() {}

    static Dump of(Effective effective, Dump defaults, Map<String, List<String>> supported) {
        Map<String, List<String>> values = new LinkedHashMap<>(defaults.values());
        effective.settings().forEach((keyword, setting) -> effective.dialect().dumpName(keyword)
                .filter(name -> !name.equals("listenaddress"))
                .ifPresent(name -> values.put(name,
                        lines(setting, name, defaults, supported))));
        if (effective.settings().keySet().stream().anyMatch(k -> FAMILIES.contains(Singles.lower(k.name())))) {
            values.put("listenaddress", listeners(effective, values));
        }
        return new Dump(values);
    }

    private static List<String> lines(Setting setting, String name, Dump defaults,
            Map<String, List<String>> supported) {
        Keyword keyword = setting.keyword();
        List<String> held = setting.values();
        String fallback = String.join(" ", defaults.lines(name));
        return switch (keyword.shape()) {
            case Shape.One.UNUSED -> List.of(held.contains("0") ? "none" : held.getFirst());
            case Shape.One.STARTUPS -> List.of(joined(setting, ":", List.of("10", "30", "100")));
            case Shape.One.NETBLOCK -> List.of(joined(setting, ":", List.of("32", "128")));
            case Shape.Compound.REKEY -> List.of(joined(setting, " ", List.of("0", "0")));
            case Shape.Compound.QOS -> List.of(String.join(" ", held));
            case Shape.Compound.PENALTIES -> List.of(penalties(setting, fallback));
            case Shape.One.ALGORITHMS -> List.of(Algorithms.expand(held.getFirst(),
                    List.of(fallback.split(",")), supported.getOrDefault(kind(keyword), List.of()))
                    .map(names -> String.join(",", names)).orElse(held.getFirst()));
            case Shape.Many many -> many(keyword, many, held, defaults.lines(name));
            case Shape _ -> held;
        };
    }

    private static String kind(Keyword keyword) {
        return keyword.choices().isEmpty() ? "" : keyword.choices().getFirst();
    }

    private static List<String> many(Keyword keyword, Shape.Many shape, List<String> held, List<String> defaults) {
        return switch (shape) {
            case USERS, GROUPS, ENVIRONMENT, SETTINGS -> held;
            case METHODS, KEYFILES, PORTS, PATTERNS, CHANNELS, KEYOPTIONS, KEYLISTS -> held.isEmpty()
                    ? defaults
                    : List.of(String.join(keyword.listing() == Keyword.Listing.COMMA ? "," : " ", held));
        };
    }

    /** Parts in the order of their names, with what holds for those not set. */
    private static String joined(Setting setting, String glue, List<String> defaults) {
        List<String> values = new ArrayList<>(defaults);
        new TreeMap<>(setting.parts()).forEach((part, value) -> values.set(part.charAt(0) - '1', value.getFirst()));
        return String.join(glue, values);
    }

    private static String penalties(Setting setting, String fallback) {
        if (setting.parts().getOrDefault("enabled", List.of()).contains("no")
                && !setting.parts().containsKey(Penalties.ON)) {
            return "no";
        }
        List<String> words = new ArrayList<>();
        for (String word : fallback.split(" ")) {
            String name = word.split(":")[0];
            String both = name.equals("overflow6")
                    ? setting.parts().getOrDefault("overflow", List.of(word)).getFirst()
                            .replace("overflow:", "overflow6:")
                    : word;
            words.add(setting.parts().getOrDefault(name, List.of(both)).getFirst());
        }
        return String.join(" ", words);
    }

    private static List<String> listeners(Effective effective, Map<String, List<String>> values) {
        List<String> ports = values.getOrDefault("port", List.of("22"));
        String family = String.join("", values.getOrDefault("addressfamily", List.of("any")));
        List<String> addresses = effective.setting(LISTEN).map(Setting::values)
                .orElse(switch (family) {
                    case "inet" -> List.of("0.0.0.0");
                    case "inet6" -> List.of("[::]");
                    default -> List.of("[::]", "0.0.0.0");
                });
        List<String> listeners = new ArrayList<>();
        if (effective.settings().containsKey(LISTEN)) {
            addresses.forEach(address -> listeners.addAll(hasPort(address)
                    ? List.of(address)
                    : ports.stream().map(port -> address + ":" + port).toList()));
        } else {
            ports.forEach(port -> addresses.forEach(address -> listeners.add(address + ":" + port)));
        }
        return listeners;
    }

    private static boolean hasPort(String address) {
        return address.startsWith("[") ? address.contains("]:") : address.indexOf(':') >= 0;
    }
}
