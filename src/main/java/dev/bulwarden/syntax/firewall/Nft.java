package dev.bulwarden.syntax.firewall;

import dev.bulwarden.syntax.firewall.Step.Action;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole ruleset as {@code nft -j list ruleset} prints it; see libnftables-json(5). */
public final class Nft {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Packet packet;
    private final Map<String, Chains> tables = new TreeMap<>();
    private final Map<String, JsonNode> sets = new HashMap<>();

    private Nft(Packet packet) {
        this.packet = packet;
    }

    /** Whether it is such a listing at all; else nobody knows what the rules do. */
    public static boolean readable(String listing) {
        try {
            return JSON.readTree(listing).path("nftables").isArray();
        } catch (JacksonException _) {
            return false;
        }
    }

    /** Whether these rules certainly drop the packet; a listing that cannot be read drops nothing. */
    public static boolean drops(String listing, Packet packet) {
        try {
            return new Nft(packet).drops(JSON.readTree(listing).path("nftables"));
        } catch (JacksonException _) {
            return false; // cut short, or of a tool that prints no JSON: nothing is certain
        }
    }

    private boolean drops(JsonNode objects) {
        for (JsonNode object : objects) {
            JsonNode set = object.path("set");
            if (ours(set)) {
                sets.put(table(set) + " " + text(set, "name"), set);
            }
        }
        for (JsonNode object : objects) {
            JsonNode chain = object.path("chain");
            JsonNode rule = object.path("rule");
            if (ours(chain) && text(chain, "hook").equals("input") && text(chain, "type").equals("filter")) {
                chains(chain).base(text(chain, "name"), text(chain, "policy").equals("drop"));
            } else if (ours(rule)) {
                rule(rule);
            }
        }
        return tables.values().stream().anyMatch(Chains::drop);
    }

    private void rule(JsonNode rule) {
        Chains chains = chains(rule);
        String chain = text(rule, "chain");
        NftConditions conditions = new NftConditions(packet, name -> sets.get(table(rule) + " " + name));
        Truth holds = Truth.YES;
        for (JsonNode expression : rule.path("expr")) {
            if (expression.has("vmap")) {
                map(expression.path("vmap"), holds, conditions, chains, chain);
                return;
            }
            Action action = action(expression);
            if (!(action instanceof Action.Pass)) {
                chains.add(chain, new Step(holds, action));
                return;
            }
            holds = holds.and(conditions.judge(expression));
        }
        if (rule.path("expr").valueStream().anyMatch(e -> e.has("xt"))) {
            chains.add(chain, new Step(holds.and(Truth.PERHAPS), new Action.Unknown()));
        }
    }

    /** Each key of a verdict map is a rule of its own; no two of them hold at once. */
    private static void map(JsonNode map, Truth holds, NftConditions conditions, Chains chains, String chain) {
        JsonNode pairs = map.path("data").path("set");
        if (!pairs.isArray()) {
            chains.add(chain, new Step(holds.and(Truth.PERHAPS), new Action.Unknown()));
            return;
        }
        for (JsonNode pair : pairs) {
            Truth key = conditions.is(map.path("key"), pair.path(0));
            chains.add(chain, new Step(holds.and(key), action(pair.path(1))));
        }
    }

    private static Action action(JsonNode expression) {
        if (expression.has("accept")) {
            return new Action.Accept();
        } else if (expression.has("drop") || expression.has("reject")) {
            return new Action.Drop();
        } else if (expression.has("return")) {
            return new Action.Return();
        } else if (expression.has("jump")) {
            return new Action.Jump(text(expression.path("jump"), "target"), true);
        } else if (expression.has("goto")) {
            return new Action.Jump(text(expression.path("goto"), "target"), false);
        }
        return expression.has("queue") ? new Action.Unknown() : new Action.Pass();
    }

    private boolean ours(JsonNode object) {
        String family = text(object, "family");
        return family.equals("inet") || family.equals(packet.six() ? "ip6" : "ip");
    }

    private Chains chains(JsonNode object) {
        return tables.computeIfAbsent(table(object), _ -> new Chains());
    }

    private static String table(JsonNode object) {
        return text(object, "family") + " " + text(object, "table");
    }

    static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }
}
