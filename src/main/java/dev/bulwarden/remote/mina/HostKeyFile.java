package dev.bulwarden.remote.mina;

/** What to type on a host about the file of one of its keys, where sshd keeps it unless HostKey says otherwise. */
final class HostKeyFile {
    private HostKeyFile() {}

    /** A command that prints the key's fingerprint. */
    static String fingerprint(HostKey key) {
        return "ssh-keygen -lf " + path(key) + ".pub";
    }

    /** A command that makes another key in its place; {@code ssh-keygen -A} makes only those that are missing. */
    static String replacement(HostKey key) {
        return "rm " + path(key) + " " + path(key) + ".pub && ssh-keygen -A && systemctl restart ssh";
    }

    /** A type is a name the host sends: only those that OpenSSH makes a file for are told. */
    private static String path(HostKey key) {
        String kind = switch (key.type()) {
            case "ssh-rsa" -> "rsa";
            case "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521" -> "ecdsa";
            default -> "ed25519";
        };
        return "/etc/ssh/ssh_host_" + kind + "_key";
    }
}
