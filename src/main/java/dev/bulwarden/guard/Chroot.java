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
 * nobody else can write to ({@code safely_chroot} in session.c), and what shall run must be inside. Our own login cannot work from inside a
 * chroot; a forced command may hand on what it is given, and whether it does shows only when it runs.
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
            if (door.own()) {
                own(door, situation.facts()).ifPresent(findings::add);
            } else {
                wrong(door, door.after(), situation.facts()).ifPresent(why -> findings.add(
                        wrong(door, door.before(), situation.facts()).isPresent()
                                ? Finding.warning("L11", door + " gets no session, today either: " + why)
                                : shutOut(door, why)));
            }
        }
        return findings;
    }

    private static Finding shutOut(Door door, String why) {
        return Finding.shutsOut("L11", door, door + " would log in and get no session: " + why,
                "leave it out of the block that says so, or prepare the folder first");
    }

    /** It works today under what is set today. */
    private static Optional<Finding> own(Door door, HostFacts facts) {
        String command = set(door.after(), "forcecommand");
        String folder = set(door.after(), "chrootdirectory");
        if (!folder.isEmpty() && !folder.equals("/") && !folder.equals(set(door.before(), "chrootdirectory"))) {
            return Optional.of(shutOut(door, "ChrootDirectory " + folder + " shuts it off from the host"));
        }
        if (command.isEmpty() || command.equals(set(door.before(), "forcecommand"))) {
            return Optional.empty();
        }
        return Optional.of(missing(command, facts).or(() -> Optional.of("ForceCommand " + command
                + " takes the place of every command").filter(_ -> command.startsWith(INTERNAL)))
                .map(why -> shutOut(door, why))
                .orElseGet(
                        () -> Finding.warning("L11", "ForceCommand " + command + " takes the place of every command of "
                                + door + ": it must hand on what is in SSH_ORIGINAL_COMMAND")));
    }

    private static Optional<String> wrong(Door door, Settings settings, HostFacts facts) {
        String command = set(settings, "forcecommand");
        String folder = set(settings, "chrootdirectory");
        return folder.isEmpty()
                ? missing(command, facts)
                : chroot(expand(folder, door), command.startsWith(INTERNAL), door, facts);
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
