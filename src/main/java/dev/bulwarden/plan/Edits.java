package dev.bulwarden.plan;

import dev.bulwarden.change.Digest;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.control.ToolMarkers;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.fact.ConfigFiles;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.HostFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changed files as edits with exact bytes before and after. */
final class Edits {

    private static final int USUAL_MODE = 0644;
    /** Room that transaction.sh insists on for the backup; KiB. */
    static final int STATE_KILOBYTES = 1024;
    /** Room that files.sh insists on beside a file; KiB. */
    static final int ETC_KILOBYTES = 256;
    private Edits() {}

    /** One edit per file whose text differs, in the order given. */
    static List<FileEdit> of(ConfigFiles surveyed, Map<String, String> after) {
        List<FileEdit> edits = new ArrayList<>();
        after.forEach((path, text) -> {
            Optional<HostFile> file = surveyed.file(path);
            String before = file.map(HostFile::bytes).orElse("");
            if (!text.equals(before)) {
                edits.add(edit(path, file, before, text));
            }
        });
        return edits;
    }

    private static FileEdit edit(String path, Optional<HostFile> file, String before, String after) {
        String diff = UnifiedDiff.of(file.isPresent() ? path : "/dev/null", before, path, after);
        Optional<FileEdit.State> state = file.map(
                f -> new FileEdit.State(Digest.of(f.bytes()), f.owner().mode(), f.owner().uid(), f.owner().gid()));
        FileEdit.Content content = file
                .map(f -> new FileEdit.Content(after, f.owner().mode(), f.owner().uid(), f.owner().gid()))
                .orElseGet(() -> new FileEdit.Content(after, USUAL_MODE, 0, 0));
        return new FileEdit(path, file.map(HostFile::target).orElse(path), state, Optional.of(content), diff);
    }

    /** Files that cannot be written: what the first step of a transaction would refuse, as far as the survey knows it. */
    static List<Diagnostic> obstacles(List<FileEdit> edits, HostFacts facts, ConfigFiles surveyed) {
        List<Diagnostic> why = new ArrayList<>();
        if (!edits.isEmpty() && facts.state().freeKilobytes() <= STATE_KILOBYTES) {
            why.add(Diagnostic.error("less than 1 MiB is free where /var/lib/bulwarden is, " + facts.state()
                    .freeKilobytes() + " KiB").remedy("make room there first"));
        }
        if (edits.stream().anyMatch(e -> e.target().startsWith("/etc/"))
                && facts.state().freeKilobytesEtc() <= ETC_KILOBYTES) {
            why.add(Diagnostic.error("less than " + ETC_KILOBYTES + " KiB are free in /etc, "
                    + facts.state().freeKilobytesEtc() + " KiB").remedy("make room there first"));
        }
        for (FileEdit edit : edits) {
            if (facts.capabilities().immutable().contains(edit.target())) {
                why.add(Diagnostic.error(Place.file(edit.path()), "is immutable (chattr +i)")
                        .remedy("run chattr -i on it first"));
            }
            surveyed.sharedAbove(edit.target()).ifPresent(f -> why.add(Diagnostic.error(Place.file(edit.path()),
                    "%s belongs to %s:%s with mode %04o: whoever can write there could slip in another file while root replaces this one"
                            .formatted(f.path().equals("/") ? "the folder /" : f.path(), f.owner().user(),
                                    f.owner().group(), f.owner().mode()))
                    .remedy("let every folder above the file be root's, and writable by root only")));
            surveyed.file(edit.path()).filter(file -> file.links() > 1).ifPresent(file -> why.add(Diagnostic
                    .error(Place.file(file.path()), "has " + file.links()
                            + " hard links; replacing it would split them")
                    .remedy("make it a file of its own: cp -p FILE FILE.new && mv FILE.new FILE")));
            String folder = edit.target().substring(0, Math.max(edit.target().lastIndexOf('/'), 1));
            if (facts.capabilities().immutable().contains(folder)) {
                why.add(Diagnostic.error(Place.file(edit.path()), folder + " is immutable (chattr +i or +a)")
                        .remedy("run chattr -ia on it first"));
            }
            Optional.ofNullable(surveyed.folders().get(folder)).filter(f -> !f.writable())
                    .ifPresent(f -> why.add(Diagnostic.error(Place.file(edit.path()), f.path() + " is read-only")
                            .remedy("remount it writable first")));
        }
        return why;
    }

    /** Somebody else writes these files too. */
    static List<Diagnostic> warnings(List<FileEdit> edits, ConfigFiles surveyed) {
        List<Diagnostic> warnings = new ArrayList<>();
        for (FileEdit edit : edits) {
            surveyed.file(edit.path()).flatMap(Edits::manager).ifPresent(warnings::add);
        }
        return warnings;
    }

    private static Optional<Diagnostic> manager(HostFile file) {
        List<String> lines = file.bytes().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Optional<String> writer = ToolMarkers.writer(lines.get(i));
            if (writer.isPresent()) {
                return Optional.of(Diagnostic.warning(file.line(i + 1),
                        "another tool writes this file (" + writer.get() + ") and may undo the change"));
            }
        }
        return file.path().contains("cloud-init")
                ? Optional.of(Diagnostic.warning(Place.file(file.path()),
                        "another tool writes this file (cloud-init) and may undo the change"))
                : Optional.empty();
    }
}
