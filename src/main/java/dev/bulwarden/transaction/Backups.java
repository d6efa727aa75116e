package dev.bulwarden.transaction;

import dev.bulwarden.change.Digest;
import dev.bulwarden.change.FileEdit;
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
        String text = decode(words[3]);
        return ManifestFile.read(file, text).then(manifest -> manifest.transaction().equals(id.get())
                ? Checked.accepted(new Backup(manifest, words[1], Long.parseLong(words[2]), Digest.of(text)))
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
        FileEdit.State was = manifest.files().get(index).before().orElseThrow();
        return old(remote, manifest.transaction(), Manifest.FIRST + index, was.digest());
    }

    /** The same by the number the bytes have there. */
    static Checked<String> old(Remote remote, TransactionId transaction, int number, Digest digest)
            throws RemoteFailure, InterruptedException {
        String folder = "/var/lib/bulwarden/" + transaction + "/" + number;
        String bytes = remote.fetch(folder + "/old", LONGEST);
        return Digest.of(bytes).equals(digest)
                ? Checked.accepted(bytes)
                : Checked.rejected(Diagnostic
                        .error("the backup " + folder + "/old is not what the manifest says; it was changed"));
    }

    /**
     * Removes all but the newest. The first that was applied stays and takes over what those that go did; one under way stays.
     *
     * @return those removed; rejected if the host would not, or says something else
     */
    public static Checked<List<TransactionId>> prune(Remote remote, int keep)
            throws RemoteFailure, InterruptedException {
        return switch (list(remote)) {
            case Checked.Rejected<List<Backup>>(var why) -> new Checked.Rejected<>(why);
            case Checked.Accepted<List<Backup>>(var backups, var _) -> prune(remote, backups, keep);
        };
    }

    /** The same, where they are listed already. */
    public static Checked<List<TransactionId>> prune(Remote remote, List<Backup> backups, int keep)
            throws RemoteFailure, InterruptedException {
        Retention retention = Retention.of(backups, keep);
        if (retention.removed().isEmpty()) {
            return Checked.accepted(List.of());
        }
        return switch (Reply.of(remote.run(HostScript.prune(retention)))) {
            case Reply.Done(var lines, var _) -> removed(lines);
            case Reply.Refused(var why) -> Checked.rejected(Diagnostic.error("nothing was pruned: " + why));
            case Reply.Failed(var why) -> Checked.rejected(Diagnostic.error("the backups could not be pruned: " + why));
        };
    }

    private static Checked<List<TransactionId>> removed(List<String> lines) {
        List<Optional<TransactionId>> removed = lines.stream().map(TransactionId::of).toList();
        return removed.stream().allMatch(Optional::isPresent)
                ? Checked.accepted(removed.stream().flatMap(Optional::stream).toList())
                : Checked.rejected(Diagnostic.error("the host says that it pruned what is no transaction: "
                        + Clean.line(String.join(" ", lines))));
    }

    private static String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
