package dev.bulwarden.control;

import dev.bulwarden.change.Evidence;
import dev.bulwarden.change.Evidence.Verdict;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.playbook.Requirement.PamCommentOut;
import dev.bulwarden.syntax.pam.PamLint;
import dev.bulwarden.syntax.pam.PamService;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lines of PAM services that are commented out. */
public final class PamLines {

    private static final String FOLDER = "/etc/pam.d/";

    private PamLines() {}

    /** The service's file. */
    public static String path(PamCommentOut wanted) {
        return FOLDER + wanted.service();
    }

    /** What is there; a service without a file has no such line. */
    public static Evidence evidence(PamCommentOut wanted, Optional<PamService> service) {
        Optional<Place> active = service.flatMap(s -> s.find(wanted.line()).stream().findFirst())
                .map(line -> Place.line(path(wanted), line));
        return new Evidence(wanted.item(), active.isEmpty() ? Verdict.PASS : Verdict.FAIL,
                wanted.line() + " commented out", active.isEmpty() ? "not active" : "active", active);
    }

    /** Services by path, with every such line commented out. */
    public static Map<String, PamService> apply(List<PamCommentOut> wanted, Map<String, PamService> services) {
        Map<String, PamService> edited = new LinkedHashMap<>(services);
        for (PamCommentOut line : wanted) {
            edited.computeIfPresent(path(line), (_, service) -> service.commentOut(line.line()));
        }
        return edited;
    }

    /**
     * What is dangerous about the edited services and was not before. Commenting out {@code @include common-auth} alone belongs here: with no
     * auth line left, libpam falls back to {@code /etc/pam.d/other} and still takes passwords.
     */
    public static List<Diagnostic> dangers(List<PamCommentOut> wanted, Map<String, PamService> before,
            Map<String, PamService> after) {
        return wanted.stream().map(PamCommentOut::service).distinct()
                .filter(name -> !before.getOrDefault(FOLDER + name, new PamService(List.of()))
                        .equals(after.getOrDefault(FOLDER + name, new PamService(List.of()))))
                .flatMap(name -> {
                    List<String> known = PamLint.check(name, byName(before)).stream().map(Diagnostic::message).toList();
                    return PamLint.check(name, byName(after)).stream().filter(d -> !known.contains(d.message()));
                }).toList();
    }

    private static Map<String, PamService> byName(Map<String, PamService> byPath) {
        Map<String, PamService> named = new HashMap<>();
        byPath.forEach((path, service) -> named.put(path.substring(FOLDER.length()), service));
        return named;
    }
}
