package dev.bulwarden.lab;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The inventory of a lab, as a user would write it. */
final class InventoryText {
    private InventoryText() {}

    static String of(List<LabServer> servers, Path folder) {
        var text = new StringBuilder(
                "# Throwaway SSH servers on this machine. \"bulwarden lab down\" removes them, and this file.\n");
        text.append("defaults:\n");
        text.append("  user: ").append(LabFolder.ACCOUNTS.getFirst()).append('\n');
        text.append("  identity_file: ").append(quoted(folder.resolve(LabFolder.ACCOUNTS.getFirst()))).append('\n');
        text.append("  known_hosts: ").append(quoted(folder.resolve("known_hosts"))).append('\n');
        text.append("  become: sudo\n");
        text.append("  credentials:\n");
        for (String account : LabFolder.ACCOUNTS.subList(1, LabFolder.ACCOUNTS.size())) {
            text.append("    ").append(account).append(": {identity_file: ").append(quoted(folder.resolve(account)))
                    .append("}\n");
        }
        text.append("hosts:\n");
        for (LabServer server : servers) {
            text.append("  ").append(server.name()).append(": {address: 127.0.0.1, port: ").append(server.port())
                    .append("}\n");
        }
        text.append("groups:\n");
        text.append("  lab: {hosts: [").append(servers.stream().map(LabServer::name).collect(Collectors.joining(", ")))
                .append("]}\n");
        return text.toString();
    }

    private static String quoted(Path path) {
        return '"' + path.toAbsolutePath().toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
