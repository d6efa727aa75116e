package dev.bulwarden.guard;

import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.User;
import dev.bulwarden.fact.Walk;
import dev.bulwarden.fact.Walk.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ChrootDirectory and ForceCommand that end a session right after the login. Every part of a chroot's path must be a folder of root's that
 * nobody else can write to ({@code safely_chroot} in session.c), and what shall run must be inside. Our own login cannot work from either.
 */
record Chroot() implements Guard {
    private static final String INTERNAL = "internal-sftp";

    @Override
    public List<String> ids() {
        return List.of("L11");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<Finding> findings = new ArrayList<>();
        for (Door door : situation.doors()) {
            wrong(door, door.after(), situation.facts()).ifPresent(why -> findings.add(
                    wrong(door, door.before(), situation.facts()).isPresent() && !door.own()
                            ? Finding.warning("L11", door + " gets no session, today neither: " + why)
                            : Finding.shutsOut("L11", door, door + " would log in and get no session: " + why,
                                    "leave it out of the block that says so, or prepare the folder first")));
        }
        return findings;
    }

    private static Optional<String> wrong(Door door, Settings settings, HostFacts facts) {
        String command = set(settings, "forcecommand");
        String folder = set(settings, "chrootdirectory");
        if (door.own()) {
            return Optional.of(command).filter(c -> !c.isEmpty()).map(c -> "ForceCommand " + c + " takes the place of "
                    + "every command").or(() -> Optional.of(folder).filter(f -> !f.isEmpty() && !f.equals("/"))
                            .map(f -> "ChrootDirectory " + f + " shuts it off from the host"));
        }
        if (folder.isEmpty()) {
            return missing(command, facts);
        }
        return chroot(expand(folder, door), command.startsWith(INTERNAL), door, facts);
    }

    private static String set(Settings settings, String keyword) {
        return settings.is(keyword, "none") ? "" : settings.value(keyword);
    }

    /** Only what is named by its path can be looked for. */
    private static Optional<String> missing(String command, HostFacts facts) {
        String program = command.split(" ", 2)[0];
        return facts.loginFiles().walk(program).filter(w -> w.kind() == Kind.MISSING || w.kind() == Kind.DANGLING)
                .map(_ -> "ForceCommand " + program + " does not exist");
    }

    private static Optional<String> chroot(String folder, boolean internal, Door door, HostFacts facts) {
        Optional<Walk> walk = facts.loginFiles().walk(folder);
        if (walk.isEmpty()) {
            return Optional.empty(); // not looked at
        }
        if (walk.get().kind() != Kind.FOLDER) {
            return Optional.of("ChrootDirectory " + folder + " is no folder");
        }
        Optional<String> shared = Permissions.shared(walk.get());
        if (shared.isPresent()) {
            return shared.map(s -> "ChrootDirectory " + folder + " must be root's alone, and " + s);
        }
        String shell = door.account().map(User::shell).orElse("");
        return facts.loginFiles().walk(folder + shell).filter(w -> !internal)
                .filter(w -> w.kind() == Kind.MISSING || w.kind() == Kind.DANGLING)
                .map(_ -> "there is no " + shell + " inside ChrootDirectory " + folder);
    }

    /** Tokens as sshd_config(5) lists them. */
    private static String expand(String folder, Door door) {
        return folder.replace("%%", "\0").replace("%u", door.user())
                .replace("%h", door.account().map(User::home).orElse("%h"))
                .replace("%U", door.account().map(a -> String.valueOf(a.uid())).orElse("%U")).replace("\0", "%");
    }
}
