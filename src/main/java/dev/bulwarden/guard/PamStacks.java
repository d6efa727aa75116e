package dev.bulwarden.guard;

import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.ConfigFiles;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.syntax.pam.PamLint;
import dev.bulwarden.syntax.pam.PamLint.Flaw;
import dev.bulwarden.syntax.pam.PamService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * PAM would refuse everybody, or everybody who types a password. {@code sshd -T} never looks at PAM. A key needs the account and session
 * stacks only. What was so before is not said again: it let us in.
 */
record PamStacks() implements Guard {

    private static final String ID = "L22";
    private static final List<String> FOLDERS = List.of("/etc/pam.d/", "/usr/lib/pam.d/");

    @Override
    public List<String> ids() {
        return List.of(ID);
    }

    @Override
    public List<Finding> check(Situation situation) {
        Settings after = situation.after();
        if (after.is("usepam", "no") || situation.facts().server().isEmpty()) {
            return List.of();
        }
        ConfigFiles config = situation.facts().server().map(HostFacts.Server::config).orElseThrow();
        Map<String, String> old = new HashMap<>();
        config.files().forEach((path, file) -> old.put(path, file.bytes()));
        Map<String, String> texts = new HashMap<>(old);
        texts.putAll(situation.files());
        String service = after.value("pamservicename").isEmpty() ? "sshd" : after.value("pamservicename");
        List<String> known = situation.before().is("usepam", "no")
                ? List.of()
                : flaws(service, old, config.modules()).stream().map(f -> f.why().message()).toList();
        List<Finding> findings = new ArrayList<>();
        for (Flaw flaw : flaws(service, texts, config.modules())) {
            String message = flaw.why().message();
            if (flaw.why().severity() == Severity.ERROR && !known.contains(message)) {
                String where = flaw.why().place().map(p -> p + ": ").orElse("");
                String remedy = flaw.why().remedy().orElse("repair the file");
                findings.add(flaw.stopsKeys()
                        ? Finding.shutsOutAll(ID, where + message, remedy)
                        : Finding.risk(ID, where + message, remedy));
            }
        }
        return findings;
    }

    private static List<Flaw> flaws(String service, Map<String, String> texts, Set<String> modules) {
        Map<String, PamService> files = new HashMap<>();
        for (String folder : FOLDERS) {
            texts.forEach((path, text) -> {
                if (path.startsWith(folder)) {
                    files.putIfAbsent(path.substring(folder.length()), PamService.parse(text));
                }
            });
        }
        return PamLint.flaws(service, files, modules);
    }
}
