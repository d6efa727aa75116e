package dev.bulwarden.report;

import dev.bulwarden.inventory.Host;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The hosts a pattern selects, with everything the inventory says of them resolved.
 *
 * @param hosts in inventory order
 */
public record HostsReport(List<Host> hosts) implements Report {
    public HostsReport {
        hosts = List.copyOf(hosts);
    }

    @Override
    public String text(Style style) {
        Table table = new Table(List.of("host", "login", "address", "groups", "variables"));
        for (Host host : hosts) {
            table.add(host.name(), host.login().user() + switch (host.login().become()) {
                case NONE -> "";
                case SUDO -> " (sudo)";
            }, host.endpoint().address() + ":"
                    + String.join(",", host.endpoint().ports().stream().map(String::valueOf).toList()),
                    String.join(",", host.groups()), variables(host.variables()));
        }
        return table.text(style) + hosts.size() + (hosts.size() == 1 ? " host\n" : " hosts\n");
    }

    private static String variables(Map<String, String> variables) {
        return String.join(" ",
                new TreeMap<>(variables).entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
    }

    @Override
    public ObjectNode json() {
        ObjectNode root = Report.object();
        root.put("format", "bulwarden-report/1").put("command", "hosts");
        ArrayNode array = root.putArray("hosts");
        for (Host host : hosts) {
            ObjectNode node = array.addObject().put("host", host.name()).put("address", host.endpoint().address())
                    .put("user", host.login().user());
            host.endpoint().ports().forEach(node.putArray("ports")::add);
            host.groups().forEach(node.putArray("groups")::add);
            ObjectNode variables = node.putObject("vars");
            new TreeMap<>(host.variables()).forEach(variables::put);
        }
        return root.put("exit_code", exitCode().number());
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.DONE;
    }
}
