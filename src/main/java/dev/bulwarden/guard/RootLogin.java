package dev.bulwarden.guard;

import java.util.List;

/** PermitRootLogin shuts out a root that must get in. The server still answers PK_OK to its key and refuses only the signature. */
record RootLogin() implements Guard {

    private static final String ID = "root-login";

    @Override
    public List<String> ids() {
        return List.of(ID);
    }

    @Override
    public List<Finding> check(Situation situation) {
        return situation.doors().stream().filter(d -> isRoot(d) && shut(d)).map(RootLogin::finding).toList();
    }

    private static boolean isRoot(Door door) {
        return door.user().equals("root") || door.account().filter(a -> a.uid() == 0).isPresent();
    }

    private static boolean shut(Door door) {
        return door.after().is("permitrootlogin", "no") || door.after().is("permitrootlogin", "forced-commands-only");
    }

    private static Finding finding(Door door) {
        String value = door.after().value("permitrootlogin");
        return Finding.shutsOut(ID, door, "PermitRootLogin " + value + " locks out " + door,
                door.own()
                        ? "log in as another account with sudo, such as an automation account"
                        : "take the account off protect, or leave PermitRootLogin at prohibit-password");
    }
}
