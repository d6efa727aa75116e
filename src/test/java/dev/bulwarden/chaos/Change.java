package dev.bulwarden.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the playbook of a run asks for. Every one sets the text that sshd adds to its version line, so that what is in force is seen from
 * outside without a login.
 */
enum Change {
    /** A line of the main file is edited where it stands. */
    IN_PLACE("in-place", "MaxAuthTries: 3", ""),
    /** A drop-in is created. */
    DROP_IN("drop-in", "MaxAuthTries: 3", ""),
    /** A file of PAM's, too. */
    PAM("in-place", "X11Forwarding: no", "pam: {sshd: {comment_out: [\"@include common-auth\"]}}"),
    /** A group is made and somebody put into it. */
    GROUPS("drop-in", "X11Forwarding: no", "groups: {sshauth: {members: [carl]}, sshother: {members: [carl]}}"),
    /** One more port. */
    PORT_ADDED("in-place", "Port: [\"2201\", \"2202\"]", ""),
    /** Another port. */
    PORT_MOVED("in-place", "Port: \"2202\"", "");

    /** Where sshd listens before. */
    static final int PORT = 2201;
    /** Where it may listen afterwards. */
    static final int OTHER_PORT = 2202;
    /** The main file before. */
    static final String BEFORE = """
            Include /etc/ssh/sshd_config.d/*.conf
            Port 2201
            #MaxAuthTries 6
            VersionAddendum old
            PasswordAuthentication no
            UsePAM yes
            X11Forwarding yes
            AcceptEnv LANG LC_*
            Subsystem sftp /usr/lib/openssh/sftp-server
            """;
    private static final String OWN = "/etc/ssh/sshd_config.d/00-bulwarden.conf";
    private static final String MAIN = "/etc/ssh/sshd_config";

    private final String placement;
    private final String setting;
    private final String more;

    Change(String placement, String setting, String more) {
        this.placement = placement;
        this.setting = setting;
        this.more = more;
    }

    String playbook(int confirmWithin) {
        List<String> lines = new ArrayList<>(List.of("- hosts: all", "  confirm_within: " + confirmWithin + "s",
                "  sshd:",
                "    placement: " + placement, "    settings:", "      VersionAddendum: new", "      " + setting));
        if (!more.isEmpty()) {
            lines.add("  " + more);
        }
        return String.join("\n", lines) + "\n";
    }

    /** Which files are different once it is applied; copies that tools keep of what they edit aside. */
    Set<String> files() {
        return switch (this) {
            case IN_PLACE, PORT_ADDED, PORT_MOVED -> Set.of(MAIN);
            case DROP_IN -> Set.of(OWN);
            case PAM -> Set.of(MAIN, "/etc/pam.d/sshd");
            case GROUPS -> Set.of(OWN, "/etc/group", "/etc/gshadow");
        };
    }

    /** Where sshd listens once it is applied. */
    Set<Integer> portsAfter() {
        return switch (this) {
            case PORT_ADDED -> new TreeSet<>(Set.of(PORT, OTHER_PORT));
            case PORT_MOVED -> Set.of(OTHER_PORT);
            case IN_PLACE, DROP_IN, PAM, GROUPS -> Set.of(PORT);
        };
    }
}
