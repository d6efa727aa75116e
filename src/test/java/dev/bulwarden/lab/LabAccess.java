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
        return host(host, user, folder, Reach.DIRECT);
    }

    /** The same, reached in some way. */
    public static Host host(LabHost host, String user, Path folder, Reach reach) {
        return new Host("lab", endpoint(host, folder, reach), login(user), Map.of(), Optional.empty(), Map.of(),
                List.of("all"));
    }

    /** Where a lab host answers, with its keys written to a file of the folder. */
    public static Endpoint endpoint(LabHost host, Path folder, Reach reach) {
        String address = reach == Reach.DIRECT ? host.address() : "127.0.0.1";
        int port = switch (reach) {
            case DIRECT -> 22;
            case PUBLISHED -> host.port();
            case JUMP -> LabJump.port(host, 22);
        };
        String name = port == 22 ? address : "[" + address + "]:" + port;
        Path known = folder.resolve("known_hosts");
        try {
            Files.writeString(known, host.knownHosts(List.of(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Endpoint(address, List.of(port), Optional.empty(), List.of(known.toString()));
    }

    /** Key login of a lab account; everybody but root becomes root by sudo. */
    public static Login login(String user) {
        return new Login(user, List.of(LabKeys.privateKey(user).toString()), Optional.empty(), Optional.empty(),
                user.equals("root") ? Become.NONE : Become.SUDO, Optional.empty());
    }
}
