package dev.bulwarden.lab;

import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.inventory.Login.Become;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Inventory entries for lab hosts. */
public final class LabAccess {
    private LabAccess() {}

    /** A lab host as an inventory has it, reached at its own address with its keys known. */
    public static Host host(LabHost host, String user, Path folder) {
        Path known = folder.resolve("known_hosts");
        try {
            Files.writeString(known, host.knownHosts());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Host("lab", new Endpoint(host.address(), List.of(22), Optional.empty(), List.of(known.toString())),
                login(user), Map.of(), Optional.empty(), Map.of(), List.of("all"));
    }

    /** Key login of a lab account; everybody but root becomes root by sudo. */
    public static Login login(String user) {
        return new Login(user, List.of(LabKeys.privateKey(user).toString()), Optional.empty(), Optional.empty(),
                user.equals("root") ? Become.NONE : Become.SUDO, Optional.empty());
    }
}
