package dev.bulwarden.guard;

import dev.bulwarden.fact.ConfigFiles;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.HostFile;
import dev.bulwarden.syntax.firewall.HostsAccess;
import java.util.List;

/**
 * {@code /etc/hosts.deny} refuses somebody who must get in. Debian's sshd heeds it, on 11 to 13, and hangs up before a word is spoken; the files
 * are read for each connection, so the one in use may be older than the rule.
 */
record Wrappers() implements Guard {

    private static final String ALLOW = "/etc/hosts.allow";
    private static final String DENY = "/etc/hosts.deny";

    @Override
    public List<String> ids() {
        return List.of("L29");
    }

    @Override
    public List<Finding> check(Situation situation) {
        return situation.facts().server().filter(s -> s.software().wrapped()).map(HostFacts.Server::config)
                .filter(c -> !c.odd().containsKey(ALLOW) && !c.odd().containsKey(DENY))
                .map(c -> check(situation, text(c, ALLOW), text(c, DENY))).orElse(List.of());
    }

    private static List<Finding> check(Situation situation, String allow, String deny) {
        List<Door> refused = situation.doors().stream()
                .filter(d -> HostsAccess.refuses(allow, deny, "sshd", d.address())).toList();
        return refused.isEmpty()
                ? List.of()
                : List.of(Finding.shutsOut("L29", Door.worst(refused),
                        DENY + " refuses connections of " + Door.several(refused),
                        "name the address in " + ALLOW + ", as sshd: " + refused.getFirst().address()));
    }

    private static String text(ConfigFiles config, String path) {
        return config.file(path).map(HostFile::bytes).orElse("");
    }
}
