package dev.bulwarden.transaction;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.change.Managed;
import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.lab.LabAccess;
import dev.bulwarden.lab.LabHost;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The host's half of one transaction, verb by verb and without a login.
 *
 * @param shell what runs the script: its words
 */
record Verbs(LabHost host, String id, Daemon daemon, List<String> shell) {
    private static final Endpoint NOWHERE = new Endpoint("192.0.2.1", List.of(22), Optional.empty(), List.of());

    Verbs(LabHost host, String id) {
        this(host, id, new Daemon.SystemdService("ssh.service", "active",
                new Daemon.Options(List.of(), "/etc/ssh/sshd_config"), Optional.empty()), List.of("sh"));
    }

    /** What is in the file is replaced; the mode stays. */
    Output stage(String path, String after) {
        return run(HostScript.stage(new Request(
                new Host("lab", NOWHERE, LabAccess.login("root"), Map.of(), Optional.empty(), Map.of(), List.of()),
                "/usr/sbin/sshd", daemon, List.of(edit(path, after)), List.of(),
                new Expectation(List.of(new Expectation.Evaluation("", new TreeMap<>(), false)),
                        List.of(new Expectation.Principal("root", List.of())), List.of(), NOWHERE),
                Managed.NOTHING, new Request.Who(id, "run1", "tester@here", "", Instant.EPOCH))));
    }

    private FileEdit edit(String path, String after) {
        int mode = Integer.parseInt(host.sh("stat -L -c %a \"$1\"", path).strip(), 8);
        return new FileEdit(path, host.sh("readlink -f \"$1\"", path).strip(),
                Optional.of(new FileEdit.Content(host.read(path), mode, 0, 0).state()),
                Optional.of(new FileEdit.Content(after, mode, 0, 0)), "");
    }

    Output verb(String verb, Object argument) {
        return run(HostScript.verb(verb, id, argument.toString()));
    }

    Output verb(String verb) {
        return verb(verb, "");
    }

    /** The script as a link would send it. */
    private Output run(Command command) {
        String file = "/tmp/verb-" + id + ".sh";
        host.write(file, command.script() + "main <<'END OF DATA'\n" + command.data() + "END OF DATA\n");
        return host.exec(Stream.concat(shell.stream(), Stream.of(file)).toArray(String[]::new));
    }

    /** Waits until the host has settled the transaction by itself. */
    String settled() {
        return host.sh("""
                tries=0
                until set -- /var/lib/bulwarden/ID/verdict.*; [ -e "$1" ]; do
                    tries=$((tries + 1))
                    [ "$tries" -lt 600 ] || exit 1
                    sleep 0.1
                done
                echo "${1##*/verdict.}"
                """.replace("ID", id)).strip();
    }

    /** What of ours is left beside the backups. */
    String left() {
        return host.sh("""
                find /etc -name '*bulwarden-*'
                ls -d /var/lib/bulwarden/lease.* /run/bulwarden-* 2>/dev/null
                pgrep -f '^/bin/sh /var/lib/bulwarden'
                systemctl list-units --all --plain --no-legend 'bulwarden*' | grep -v '^bulwarden-undo.service'
                true
                """);
    }
}
