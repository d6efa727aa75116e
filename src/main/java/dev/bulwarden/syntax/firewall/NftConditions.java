package dev.bulwarden.syntax.firewall;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Conditions of nftables rules, judged for one packet. */
final class NftConditions {
    /** Statements that let every packet pass. */
    private static final Set<String> PASSING = Set.of("counter", "log", "mangle", "notrack", "ct helper", "comment");

    private final Packet packet;
    private final Function<String, @Nullable JsonNode> sets;

    /**
     * @param sets named sets of the table; null: there is none of this name
     */
    NftConditions(Packet packet, Function<String, @Nullable JsonNode> sets) {
        this.packet = packet;
        this.sets = sets;
    }

    /** Whether a packet gets past one expression of a rule. */
    Truth judge(JsonNode expression) {
        if (!expression.has("match")) {
            return expression.propertyStream().allMatch(e -> PASSING.contains(e.getKey())) ? Truth.YES : Truth.PERHAPS;
        }
        JsonNode match = expression.path("match");
        if (elsewhere(asked(match.path("left")))) {
            return Truth.NO;
        }
        return switch (Nft.text(match, "op")) {
            case "==", "in" -> is(match.path("left"), match.path("right"));
            case "!=" -> is(match.path("left"), match.path("right")).not();
            default -> Truth.PERHAPS;
        };
    }

    /** Whether what the left side asks of the packet is, or is among, what the right side names. */
    Truth is(JsonNode left, JsonNode right) {
        return among(asked(left), right, 0);
    }

    private static String asked(JsonNode left) {
        if (left.has("payload")) {
            return Nft.text(left.path("payload"), "protocol") + " " + Nft.text(left.path("payload"), "field");
        }
        return left.has("meta")
                ? "meta " + Nft.text(left.path("meta"), "key")
                : left.has("ct") ? "ct " + Nft.text(left.path("ct"), "key") : "";
    }

    /** A header the packet does not have: a rule that asks about it, in whatever way, never holds. */
    private boolean elsewhere(String asked) {
        String protocol = asked.substring(0, Math.max(0, asked.indexOf(' ')));
        return List.of("udp", "sctp", "dccp", "icmp", "icmpv6", "arp", packet.six() ? "ip" : "ip6").contains(protocol);
    }

    private Truth among(String asked, JsonNode right, int depth) {
        if (depth > 4) {
            return Truth.PERHAPS;
        }
        if (right.isArray() || right.has("set")) {
            Truth any = Truth.NO;
            for (JsonNode element : right.isArray() ? right : right.path("set")) {
                any = any.or(among(asked, element, depth + 1));
            }
            return any;
        }
        if (right.has("elem")) {
            return among(asked, right.path("elem").path("val"), depth + 1);
        }
        if (right.isString() && right.asString().startsWith("@")) {
            JsonNode set = sets.apply(right.asString().substring(1));
            return set == null || set.path("elem").isEmpty()
                    ? Truth.PERHAPS
                    : among(asked, set.path("elem"), depth + 1);
        }
        return one(asked, right);
    }

    private Truth one(String asked, JsonNode value) {
        return switch (asked) {
            case "tcp dport", "th dport" -> port(value);
            case "ip saddr", "ip6 saddr" -> address(packet.source(), value);
            case "ip daddr", "ip6 daddr" -> address(packet.destination(), value);
            case "ip protocol", "ip6 nexthdr", "meta l4proto" ->
                Truth.of(List.of("tcp", "6").contains(value.asString("")));
            case "meta nfproto" -> Truth.of(value.asString("").equals(packet.six() ? "ipv6" : "ipv4"));
            case "meta protocol" -> Truth.of(value.asString("").equals(packet.six() ? "ip6" : "ip"));
            case "meta iifname", "meta iif" -> Packet.interfaceIs(value.asString(""));
            case "meta pkttype" -> Truth.of(List.of("host", "unicast").contains(value.asString("")));
            case "ct state" -> Packet.state(List.of(value.asString("")));
            default -> Truth.PERHAPS;
        };
    }

    private Truth port(JsonNode value) {
        if (value.isIntegralNumber()) {
            return Truth.of(value.intValue() == packet.port());
        }
        JsonNode range = value.path("range");
        return range.size() == 2 && range.path(0).isIntegralNumber() && range.path(1).isIntegralNumber()
                ? Truth.of(packet.port() >= range.path(0).intValue() && packet.port() <= range.path(1).intValue())
                : Truth.PERHAPS;
    }

    /** An address, or a network. */
    private static Truth address(String address, JsonNode value) {
        if (value.has("prefix")) {
            JsonNode prefix = value.path("prefix");
            return Packet.within(address, Nft.text(prefix, "addr") + "/" + prefix.path("len").asString(""));
        }
        return value.isString() ? Packet.within(address, value.asString()) : Truth.PERHAPS;
    }
}
