package dev.bulwarden.lab;

import java.util.Objects;

/**
 * An account made on a lab host. Each has a key of its own in {@code authorized_keys} ({@link LabKeys}) and {@link #PASSWORD}.
 *
 * @param name the account
 * @param sudo what sudo lets it do
 * @param totp whether sshd's PAM stack asks it for a code ({@link Totp})
 */
public record LabUser(String name, Sudo sudo, boolean totp) {
    /** What sudo lets an account do. */
    public enum Sudo {
        NOTHING, ALL_WITH_PASSWORD, ALL_WITHOUT_PASSWORD
    }

    /** The password of every account of the lab; the hosts live for seconds, on loopback. */
    public static final String PASSWORD = "correct horse battery staple";

    /** The account an orchestrator logs in as. */
    public static final LabUser BULWARDEN = new LabUser("bulwarden", Sudo.ALL_WITHOUT_PASSWORD, false);
    /** An administrator whose sudo asks for a password. */
    public static final LabUser OPS = new LabUser("ops", Sudo.ALL_WITH_PASSWORD, false);
    /** The Proxmox guide's administrator: key, password for sudo, and a code from PAM. */
    public static final LabUser MGRSYS = new LabUser("mgrsys", Sudo.ALL_WITH_PASSWORD, true);
    /** Somebody without any right. */
    public static final LabUser CARL = new LabUser("carl", Sudo.NOTHING, false);

    public LabUser {
        if (!name.matches("[a-z][a-z0-9_-]*")) {
            throw new IllegalArgumentException("not an account name: " + name);
        }
        Objects.requireNonNull(sudo, "sudo is null");
    }

    /** One of the four by name; any other name is an account without rights. */
    public static LabUser named(String name) {
        return switch (name) {
            case "bulwarden" -> BULWARDEN;
            case "ops" -> OPS;
            case "mgrsys" -> MGRSYS;
            default -> new LabUser(name, Sudo.NOTHING, false);
        };
    }
}
