package dev.bulwarden.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that selects hosts. */
final class HostOptions {
    @Option(names = {"-i",
            "--inventory"}, paramLabel = "PATH", description = "inventory file or folder, or a list such as root@192.0.2.11:22, with a trailing comma;"
                    + " default: $BULWARDEN_INVENTORY, else ./inventory/")
    List<String> inventories = List.of();

    @Option(names = {"-l", "--limit"}, paramLabel = "PATTERN", description = "only these of the selected hosts")
    @Nullable
    String limit;

    @Option(names = {"-e", "--extra-vars"}, paramLabel = "NAME=VALUE", description = "a variable that beats all others")
    Map<String, String> variables = new LinkedHashMap<>();

    @Option(names = "--forks", paramLabel = "N", description = "hosts at once; default: the playbook's, else 64")
    @Nullable
    Integer forks;

    Optional<String> limit() {
        return Optional.ofNullable(limit);
    }

    int forks(int usual) {
        return forks == null ? usual : Math.max(1, forks);
    }
}
