package dev.bulwarden.guard;

import dev.bulwarden.fact.HostKey;
import java.util.List;

/** RequiredRSASize bears on host keys, too: sshd does without a shorter one, and without any it does not start. */
record HostKeySizes() implements Guard {

    @Override
    public List<String> ids() {
        return List.of("L18");
    }

    @Override
    public List<Finding> check(Situation situation) {
        return check(situation.facts().server().map(s -> s.hostKeys()).orElse(List.of()), situation.before(),
                situation.after());
    }

    static List<Finding> check(List<HostKey> all, Settings before, Settings after) {
        List<HostKey> keys = all.stream().filter(k -> k.owner().isPresent() && !k.type().isEmpty())
                .filter(k -> after.lines("hostkey").contains(k.path())).toList();
        List<HostKey> dropped = keys.stream().filter(k -> tooShort(k, after) && !tooShort(k, before)).toList();
        if (dropped.isEmpty()) {
            return List.of();
        }
        String what = "RequiredRSASize " + after.value("requiredrsasize") + " drops the host key "
                + dropped.getFirst().path() + " of " + dropped.getFirst().bits() + " bits";
        return List.of(keys.stream().allMatch(k -> tooShort(k, after))
                ? Finding.shutsOutAll("L18", what + ", and no other is left",
                        "make a longer host key, or one of another type")
                : Finding.warning("L18", what + "; who knows the host by it will be warned"));
    }

    private static boolean tooShort(HostKey key, Settings settings) {
        String least = settings.value("requiredrsasize");
        return key.type().equals("RSA") && least.matches("[0-9]{1,6}") && key.bits() < Integer.parseInt(least);
    }
}
