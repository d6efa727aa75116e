package dev.bulwarden.transaction;

import dev.bulwarden.change.Digest;
import dev.bulwarden.command.Clean;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.plan.Manifest;
import dev.bulwarden.plan.ManifestFile;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        Set<TransactionId> seen = new HashSet<>();
        for (String line : output.out().lines().toList()) {
            switch (backup(line)) {
                case Checked.Accepted<Backup>(var backup, var _) when !seen.add(backup.manifest().transaction()) ->
                    problems.add(Diagnostic.error("the host lists the backup " + backup.manifest().transaction()
                            + " twice"));
                case Checked.Accepted<Backup>(var backup, var _) -> backups.add(backup);
                case Checked.Rejected<Backup>(var why) -> problems.addAll(why);
            }
        }
        return Checked.of(List.copyOf(backups), problems);
    }

    private static Checked<Backup> backup(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 4 || !words[1].matches("[a-z-]{1,32}") || !words[2].matches("[0-9]{1,18}")) {
            return Checked.rejected(Diagnostic.error("the list of backups is garbled: " + Clean.line(line)));
        }
        Optional<TransactionId> id = TransactionId.of(words[0]);
        if (id.isEmpty()) {
            return Checked.rejected(Diagnostic.error("the host lists a backup \"" + Clean.line(words[0])
                    + "\", which is no transaction id"));
        }
        String file = "/var/lib/bulwarden/" + id.get() + "/manifest";
        return ManifestFile.read(file, decode(words[3])).then(manifest -> manifest.transaction().equals(id.get())
                ? Checked.accepted(new Backup(manifest, words[1], Long.parseLong(words[2])))
                : Checked.rejected(Diagnostic.error(Place.file(file), "says that it is of transaction "
                        + manifest.transaction() + "; it is not what was written there")));
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
     * @return those removed; rejected if the host would not, or says something else
     */
    public static Checked<List<TransactionId>> prune(Remote remote, int keep)
            throws RemoteFailure, InterruptedException {
        Output output = remote.run(HostScript.verb("prune", ANY, String.valueOf(keep)));
        List<Optional<TransactionId>> removed = output.out().lines().map(TransactionId::of).toList();
        return output.status() == 0 && removed.stream().allMatch(Optional::isPresent)
                ? Checked.accepted(removed.stream().flatMap(Optional::stream).toList())
                : Checked.rejected(Diagnostic
                        .error("the backups were not pruned; the host says: "
                                + Clean.line(output.out() + output.err())));
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
