package dev.bulwarden.inventory;

import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.yaml.YamlNode.Entry;
import dev.bulwarden.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The host list of a command line: {@code [USER@]ADDRESS[:PORT]}, joined by commas, an IPv6 address with a port in brackets; the last {@code @} ends the user. */
final class HostList {
    private static final Place PLACE = Place.file("-i");
    private static final Pattern HOST = Pattern.compile(
            "(?:(?<user>[^\\s:/,]+)@)?(?:\\[(?<six>[0-9A-Fa-f:.%a-z]+)]|(?<bare>[0-9A-Fa-f]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)"
                    + "|(?<name>[^\\s@:/,\\[\\]]+))(?::(?<port>[0-9]+))?");

    private HostList() {}

    /** A host is named by its address; where one address stands twice, by address and port. */
    static void read(String list, InventoryDraft draft) {
        record Found(String address, String port, List<Entry> keys) {}
        List<Found> hosts = new ArrayList<>();
        for (String word : list.split(",", -1)) {
            Matcher host = HOST.matcher(word.strip());
            if (word.isBlank()) {
                continue;
            }
            if (!host.matches() || !isPort(host.group("port"))) {
                draft.error(PLACE, word.strip() + " is not a host", "write [USER@]ADDRESS[:PORT], for IPv6 [::1]:22");
                continue;
            }
            String six = host.group("six") == null ? host.group("bare") : host.group("six");
            String address = six == null ? host.group("name") : six;
            List<Entry> keys = new ArrayList<>(List.of(entry("address", address)));
            String port = host.group("port") == null ? "22" : host.group("port");
            keys.add(entry("port", port));
            if (host.group("user") != null) {
                keys.add(entry("user", host.group("user")));
            }
            hosts.add(new Found(address, port, keys));
        }
        List<String> addresses = hosts.stream().map(Found::address).toList();
        for (Found host : hosts) {
            boolean twice = Collections.frequency(addresses, host.address) > 1;
            String bracketed = host.address.contains(":") ? "[" + host.address + "]" : host.address;
            draft.addHost(twice ? bracketed + ":" + host.port : host.address, PLACE, host.keys);
        }
    }

    private static boolean isPort(@Nullable String port) {
        return port == null || InventoryShape.PORT.pattern().matcher(port).matches();
    }

    private static Entry entry(String key, String value) {
        return new Entry(new Scalar(PLACE, key, false), new Scalar(PLACE, value, false));
    }
}
