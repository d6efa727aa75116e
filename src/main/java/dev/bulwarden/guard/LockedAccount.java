package dev.bulwarden.guard;

import dev.bulwarden.fact.User;
import java.util.List;

/** With UsePAM no, sshd itself refuses every login of an account whose password field starts with {@code !}, keys too. */
record LockedAccount() implements Guard {

    @Override
    public List<String> ids() {
        return List.of("L21");
    }

    @Override
    public List<Finding> check(Situation situation) {
        return situation.doors().stream()
                .filter(d -> d.after().is("usepam", "no") || situation.after().is("usepam", "no"))
                .filter(d -> d.account().filter(a -> a.password() == User.Password.LOCKED).isPresent())
                .map(d -> Finding.shutsOut("L21", d, "UsePAM no locks out " + d + ": its password is locked",
                        "leave UsePAM at yes"))
                .toList();
    }
}
