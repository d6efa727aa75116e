package dev.bulwarden.plan;

import dev.bulwarden.control.PamLines;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.ConfigFiles;
import dev.bulwarden.playbook.Requirement;
import dev.bulwarden.playbook.Requirement.PamCommentOut;
import dev.bulwarden.syntax.pam.PamService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PAM's part of a plan.
 *
 * @param texts the files asked about as they would be, by path
 * @param problems why it cannot be done
 * @param notes what else should be known
 */
record Pam(Map<String, String> texts, List<Diagnostic> problems, List<Diagnostic> notes) {

    private static final String SSHD = "/etc/pam.d/sshd";

    static Pam of(List<Requirement> enforced, ConfigFiles surveyed) {
        List<PamCommentOut> wanted = enforced.stream().filter(r -> r instanceof PamCommentOut)
                .map(r -> (PamCommentOut) r).toList();
        List<Diagnostic> problems = new ArrayList<>();
        List<Diagnostic> notes = new ArrayList<>();
        Map<String, PamService> before = new LinkedHashMap<>();
        surveyed.files().forEach((path, file) -> {
            if (path.startsWith("/etc/pam.d/")) {
                before.put(path, PamService.parse(file.bytes()));
            }
        });
        for (String path : wanted.stream().map(PamLines::path).distinct().toList()) {
            String odd = surveyed.odd().getOrDefault(path, "missing");
            if (!before.containsKey(path) && !odd.equals("missing")) {
                problems.add(Diagnostic.error(Place.file(path), "cannot be read: it is " + odd));
            }
        }
        Map<String, PamService> after = PamLines.apply(wanted, before);
        for (Diagnostic danger : PamLines.dangers(wanted, before, after)) {
            if (danger.severity() == Severity.ERROR
                    && danger.place().filter(p -> p.source().equals(SSHD)).isPresent()) {
                continue; // a guard judges sshd's own service
            }
            (danger.severity() == Severity.ERROR ? problems : notes).add(danger);
        }
        wanted.stream().filter(w -> w.line().strip().equals("@include common-auth") && changed(w, before, after))
                .filter(_ -> notes.stream().noneMatch(n -> n.message().contains("does not disable passwords")))
                .forEach(w -> notes.add(Diagnostic.warning(Place.file(PamLines.path(w)),
                        "commenting out @include common-auth alone does not disable passwords")
                        .remedy("PasswordAuthentication no and the methods of each Match block do; see sshd -T above")));
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> paths = wanted.stream().map(PamLines::path).toList();
        after.forEach((path, service) -> {
            if (paths.contains(path)) {
                texts.put(path, service.text());
            }
        });
        return new Pam(texts, problems, notes);
    }

    private static boolean changed(PamCommentOut line, Map<String, PamService> before, Map<String, PamService> after) {
        PamService service = after.get(PamLines.path(line));
        return service != null && !service.equals(before.get(PamLines.path(line)));
    }
}
