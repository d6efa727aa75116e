package dev.bulwarden.transaction;

import dev.bulwarden.change.Digest;
import dev.bulwarden.command.Clean;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.plan.Manifest;
import dev.bulwarden.plan.ManifestFile;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** The backups on a host. */
public final class Backups {
    private static final String ANY = "any";
    private static final int LONGEST = 1 << 20;

    private Backups() {}

    /** All of them, oldest first; one whose manifest cannot be read rejects the whole answer. */
    public static Checked<List<Backup>> list(Remote remote) throws RemoteFailure, InterruptedException {
        Output output = remote.run(HostScript.verb("backups", ANY, ""));
        if (output.status() != 0) {
            return Checked.rejected(
                    Diagnostic.error("the backups cannot be listed: " + Clean.line(output.out() + output.err())));
        }
        List<Backup> backups = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        for (String line : output.out().lines().toList()) {
            String[] words = line.split(" ", -1);
            if (words.length != 4) {
                return Checked.rejected(Diagnostic.error("the list of backups is garbled: " + Clean.line(line)));
            }
            switch (ManifestFile.read("/var/lib/bulwarden/" + Clean.line(words[0]) + "/manifest", decode(words[3]))) {
                case Checked.Accepted<Manifest>(var manifest, var _) ->
                    backups.add(new Backup(manifest, Clean.line(words[1]), Long.parseLong(words[2])));
                case Checked.Rejected<Manifest>(var why) -> problems.addAll(why);
            }
        }
        return Checked.of(List.copyOf(backups), problems);
    }

    /**
     * The bytes a file had before a transaction, checked against the manifest's digest; one char a byte.
     *
     * @param index of the file in the manifest
     */
    public static Checked<String> old(Remote remote, Manifest manifest, int index)
            throws RemoteFailure, InterruptedException {
        Manifest.Change change = manifest.files().get(index);
        String folder = "/var/lib/bulwarden/" + manifest.transaction() + "/" + (Manifest.FIRST + index);
        String bytes = remote.fetch(folder + "/old", LONGEST);
        boolean whole = change.before().isPresent() && Digest.of(bytes).equals(change.before().get().digest());
        return whole
                ? Checked.accepted(bytes)
                : Checked.rejected(Diagnostic
                        .error("the backup " + folder + "/old is not what the manifest says; it was changed"));
    }

    /**
     * Removes all but the newest. The first that was applied, and one under way, are always kept.
     *
     * @return ids of those removed
     */
    public static List<String> prune(Remote remote, int keep) throws RemoteFailure, InterruptedException {
        return remote.run(HostScript.verb("prune", ANY, String.valueOf(keep))).out().lines().map(Clean::line).toList();
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
