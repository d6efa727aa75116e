package dev.bulwarden.guard;

import java.util.List;
import java.util.regex.Pattern;

/**
 * LoginGraceTime so short that somebody who answers questions cannot, or a slow PAM module ends the login; and LoginGraceTime 0 with few
 * MaxStartups, where idle connections shut everybody else out for as long as they like.
 */
record LoginGrace() implements Guard {

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
    private static final Pattern STARTUPS = Pattern.compile("(?:[0-9]+:[0-9]+:)?([0-9]{1,9})");
    private static final int FOR_A_KEY = 10;
    private static final int FOR_A_PERSON = 30;
    private static final int FEW = 10;

    @Override
    public List<String> ids() {
        return List.of("L31");
    }

    @Override
    public List<Finding> check(Situation situation) {
        String grace = situation.after().value("logingracetime");
        if (!SECONDS.matcher(grace).matches()) {
            return List.of();
        }
        int seconds = Integer.parseInt(grace);
        var startups = STARTUPS.matcher(situation.after().value("maxstartups"));
        if (seconds == 0) {
            return startups.matches() && Integer.parseInt(startups.group(1)) <= FEW
                    ? List.of(Finding.warning("L31", "LoginGraceTime 0 keeps connections that never log in, and "
                            + startups.group(1) + " of them shut everybody else out",
                            "set LoginGraceTime to 30 or more"))
                    : List.of();
        }
        boolean asked = situation.doors().stream().anyMatch(LoginGrace::answers);
        return seconds < (asked ? FOR_A_PERSON : FOR_A_KEY)
                ? List.of(Finding.warning("L31", "LoginGraceTime " + seconds + " ends a login after " + seconds
                        + " seconds" + (asked ? ", and somebody who must get in has to type an answer" : ""),
                        "set LoginGraceTime to 30 or more"))
                : List.of();
    }

    private static boolean answers(Door door) {
        String methods = door.after().value("authenticationmethods");
        return !door.own() && (methods.contains("keyboard-interactive") || methods.contains("password"));
    }
}
