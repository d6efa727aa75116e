package dev.bulwarden.guard;

import java.util.ArrayList;
import java.util.List;

/** Numbers that refuse everybody although sshd accepts them: MaxAuthTries 0, MaxSessions 0, MaxStartups 0 (accepted by 8.4). */
record Limits() implements Guard {

    @Override
    public List<String> ids() {
        return List.of("L9", "L10", "L32");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        if (situation.after().value("maxstartups").matches("0+(:.*)?")) {
            findings.add(
                    Finding.shutsOutAll("L32", "MaxStartups 0 refuses every connection",
                            "set MaxStartups to at least 1"));
        }
        for (Door door : situation.doors()) {
            if (zero(door.after(), "maxauthtries")) {
                findings.add(Finding.shutsOut("L9", door, "MaxAuthTries 0 refuses " + door,
                        "set MaxAuthTries to at least 1"));
            }
            if (zero(door.after(), "maxsessions")) {
                findings.add(Finding.shutsOut("L10", door, "MaxSessions 0 gives no session to " + door,
                        "set MaxSessions to at least 1"));
            }
        }
        return findings;
    }

    private static boolean zero(Settings settings, String keyword) {
        return settings.value(keyword).matches("-?0+");
    }
}
