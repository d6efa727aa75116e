package dev.bulwarden.transaction;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.command.Command;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.plan.Manifest;
import dev.bulwarden.plan.ManifestFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** The host's half of a transaction as commands: fixed sh text, with a verb and its values as data. */
public final class HostScript {
    private static final Command.Limits LIMITS = new Command.Limits(Duration.ofSeconds(90), 16 << 20);
    /** A restore may have to wait for a hung step, 40 s, and for two attempts at the daemon. */
    private static final Command.Limits RESTORE = new Command.Limits(Duration.ofMinutes(3), 1 << 20);
    private static final List<String> PARTS = List.of("lease", "files", "actions", "daemon", "deadman",
            "settle", "transaction");
    private static final String TEXT = read();

    private HostScript() {}

    /** The sh text that runs as root on the host. */
    public static String text() {
        return TEXT;
    }

    /** A verb without data of its own. */
    static Command verb(String verb, String transaction, String argument) {
        return new Command(verb, TEXT, (verb + " " + transaction + " " + argument).strip() + "\n", LIMITS);
    }

    /** Takes the lease and sets the dead-man's switch. */
    static Command take(Request request) {
        return verb("take", request.who().transaction(), String.valueOf(request.confirmWithin().toSeconds()));
    }

    /** Puts everything back, or says how the transaction was settled. */
    static Command restore(String transaction) {
        return new Command("restore", TEXT, "restore " + transaction + " asked\n", RESTORE);
    }

    /** What the host knows of all its transactions. */
    static Command status() {
        return verb("status", "any", "");
    }

    /** Ends a transaction whose controller is gone, or says how it ended. */
    static Command settle(String transaction, boolean own) {
        return new Command("settle", TEXT, "settle " + transaction + (own ? " own\n" : " other\n"), RESTORE);
    }

    /** Everything a transaction needs, sent before anything is touched. */
    static Command stage(Request request) {
        StringBuilder data = new StringBuilder("stage ").append(request.who().transaction()).append('\n');
        line(data, "who", encode(who(request.who())));
        line(data, "daemon", daemon(request.daemon()));
        line(data, "argument", encode(request.sshd()));
        request.daemon().options().arguments().forEach(a -> line(data, "argument", encode(a)));
        line(data, "manifest", encode(ManifestFile.write(manifest(request))));
        line(data, "undo", encode(undo(request.who().transaction())));
        request.actions().forEach(a -> line(data, "action", action(a)));
        request.edits().forEach(e -> line(data, edit(e)));
        return new Command("stage", TEXT, data.append("end\n").toString(), LIMITS);
    }

    /** Removes backups, and has the first one take over what they hold. */
    static Command prune(Retention retention) {
        String into = retention.fold().map(f -> f.first().manifest().transaction().text()).orElse("any");
        StringBuilder data = new StringBuilder("prune ").append(into).append('\n');
        retention.fold().ifPresent(fold -> {
            line(data, "fold", fold.first().digest().hex(), encode(ManifestFile.write(fold.after())));
            fold.copies().forEach(c -> line(data, "copy", c.transaction().text(), String.valueOf(c.number()),
                    String.valueOf(c.as())));
        });
        retention.removed().forEach(b -> line(data, "remove", b.manifest().transaction().text(), b.verdict()));
        return new Command("prune", TEXT, data.append("end\n").toString(), LIMITS);
    }

    /** What to type as root on the console of a host that cannot be reached, in order; docs/recovery.md explains them. */
    static List<String> console(String transaction) {
        return List.of("sh /var/lib/bulwarden/" + transaction + "/undo.sh   # puts back what was never confirmed",
                "/usr/sbin/sshd -t   # must print nothing",
                "cat /var/lib/bulwarden/" + transaction + "/manifest   # what was changed");
    }

    static Manifest manifest(Request request) {
        Request.Who who = request.who();
        return new Manifest(new TransactionId(who.transaction()), who.run(), who.operator(), who.reason(), who.at(),
                request.edits().stream().map(Manifest.Change::of).toList(), request.actions(), request.managed(),
                request.expectation().principals().stream().skip(1).toList(), request.previous(), List.of());
    }

    private static String who(Request.Who who) {
        return "run " + who.run() + " by " + who.operator() + " since "
                + who.at().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String daemon(Daemon daemon) {
        return switch (daemon) {
            case Daemon.SystemdService d -> "service " + d.unit();
            case Daemon.SystemdSocket d -> d.accept() ? "inetd " + d.unit() : "socket " + d.service();
            case Daemon.Standalone d -> "process " + d.process().pid();
            case Daemon.None _ -> throw new IllegalArgumentException("no daemon to reload");
        };
    }

    /** What the timer, the boot unit and an operator on the console run. What sets it off is the last line: cut short, it does nothing. */
    private static String undo(String transaction) {
        return TEXT + """
                case ${1-console} in
                wait) sleep "$2"; until /bin/sh "$0" timer; do sleep 3; done ;;
                *) printf 'restore %s %s\\n' ID "${1-console}" | main ;;
                esac
                """.replace("ID", transaction);
    }

    private static String action(Action action) {
        return switch (action) {
            case Action.CreateGroup(String group) -> "create-group " + group;
            case Action.DeleteGroup(String group) -> "delete-group " + group;
            case Action.AddMember(String group, String user) -> "add-member " + group + " " + user;
            case Action.RemoveMember(String group, String user) -> "remove-member " + group + " " + user;
        };
    }

    private static String edit(FileEdit edit) {
        String before = edit.before().map(b -> b.digest().hex()).orElse("-");
        String after = edit.after()
                .map(a -> a.uid() + " " + a.gid() + " " + Integer.toOctalString(a.mode()) + " =" + encode(a.bytes()))
                .orElse("- - - =");
        return (edit.after().isPresent() ? "put " : "del ") + before + " " + after + " " + encode(edit.path()) + " "
                + encode(edit.target());
    }

    private static void line(StringBuilder data, String... words) {
        data.append(String.join(" ", words)).append('\n');
    }

    private static String encode(String latin1) {
        return Base64.getEncoder().encodeToString(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String read() {
        StringBuilder text = new StringBuilder();
        for (String part : PARTS) {
            try (InputStream in = Objects.requireNonNull(HostScript.class.getResourceAsStream(part + ".sh"), part)) {
                text.append(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.toString();
    }
}
