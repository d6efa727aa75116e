package dev.bulwarden.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder on this machine in which a lab keeps its keys, its inventory and the roster of its servers.
 *
 * @param path readable by its owner alone
 */
record LabFolder(Path path) {
    /** The accounts of every server, each with a key of its own. The first is the one that the inventory logs in as. */
    static final List<String> ACCOUNTS = List.of("bulwarden", "mgrsys");

    void create() throws IOException {
        Files.createDirectories(path,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    Path file(String name) {
        return path.resolve(name);
    }

    Path inventory() {
        return file("inventory.yaml");
    }

    /** Puts one of this room's scripts where a shell can read it. */
    Path script(String name) throws IOException {
        try (InputStream in = LabFolder.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar has no " + name);
            }
            Path file = file(name);
            Files.write(file, in.readAllBytes());
            return file;
        }
    }

    /** Makes the key pairs, and the file that {@code host.sh} reads accounts and public keys from. */
    Path keys() throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        for (String account : ACCOUNTS) {
            Path key = file(account);
            new Program(file("ssh-keygen.log")).run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C",
                    account + "@lab", "-f",
                    key.toString());
            lines.add(account + " " + Files.readString(Path.of(key + ".pub")).strip());
        }
        return Files.write(file("accounts"), lines);
    }

    void writeInventory(List<LabServer> servers) throws IOException {
        Files.writeString(inventory(), InventoryText.of(servers, path));
    }

    /** The servers of the roster, whether they still run or not. */
    List<LabServer> roster() throws IOException {
        Path file = file("servers");
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file).stream().map(line -> line.split(" ", 4))
                .map(p -> new LabServer(p[0], Integer.parseInt(p[1]), Long.parseLong(p[2]), Long.parseLong(p[3])))
                .toList();
    }

    /** Written before a server is waited for, so that one that never answers is found and ended too. */
    void writeRoster(List<LabServer> servers) throws IOException {
        Files.write(file("servers"), servers.stream()
                .map(s -> s.name() + " " + s.port() + " " + s.process() + " " + s.started()).toList());
    }

    void remove() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
