package dev.bulwarden.guard;

import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.LoginServer;
import java.util.List;

/**
 * Our login does not come through the sshd whose files are read and written: a fresh login would show that the other program works, while
 * sshd might let nobody in, or be dead. Looks at the host only.
 */
record ServedLogin() implements Guard {

    private static final String ID = "not-served-by-sshd";

    @Override
    public List<String> ids() {
        return List.of(ID);
    }

    @Override
    public List<Finding> check(Situation situation) {
        return of(situation.facts());
    }

    static List<Finding> of(HostFacts facts) {
        String daemon = facts.server().map(s -> s.daemon().words()).orElse("sshd");
        return switch (facts.network().server()) {
            case LoginServer.SurveyedDaemon(var beside) -> beside
                    .map(unit -> List.of(Finding.warning(ID, "this host runs another sshd, " + unit
                            + ", beside the one that serves this login (" + daemon
                            + "): only the one that serves this login is looked at")))
                    .orElse(List.of());
            case LoginServer.AnotherSshd other -> List.of(wrong(other, daemon));
            case LoginServer.AnotherProgram other -> List.of(wrong(other, daemon));
        };
    }

    private static Finding wrong(LoginServer other, String daemon) {
        return Finding.shutsOutAll(ID, "this login is served by " + other.words() + ", not by the sshd whose files "
                + "would be changed (" + daemon
                + "): it proves nothing about that sshd, and who we are to it, and from "
                + "where we would come, is not known",
                "log in through that sshd: check address and port in the inventory");
    }
}
