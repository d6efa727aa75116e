package dev.bulwarden.chaos;

import dev.bulwarden.lab.LabHost;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How a host is found once a transaction must have settled: asked of the host itself, not of the program. */
record Aftermath(List<String> lines) {
    /** Waits at most {@code $1} seconds until nothing is held, armed or running, then prints one fact a line. */
    private static final String SCRIPT = """
            state=/var/lib/bulwarden
            busy() {
                ls -d "$state"/lease.* /run/bulwarden-* 2>/dev/null | sed 's/^/left /'
                pgrep -fa '^/bin/sh /var/lib/bulwarden|^timeout -k|^sudo -n timeout' | sed 's/^/left process /'
                systemctl list-units --all --plain --no-legend 'bulwarden-*' | grep -v '^bulwarden-undo.service' | sed 's/^/left unit /'
                systemctl show -p ActiveState --value ssh.service | sed -n 's/^.*ing$/left ssh.service &/p'
            }
            read -r begun _ </proc/uptime
            begun=${begun%.*}
            until left=$(busy); [ -z "$left" ]; do
                read -r now _ </proc/uptime
                [ $((${now%.*} - begun)) -lt "$1" ] || break
                sleep 0.2
            done
            [ -z "$left" ] || printf '%s\\n' "$left"
            find /etc /root /home /usr/local '(' -name '.bulwarden*' -o -name 'bulwarden-*' ')' | sed 's/^/left file /'
            find /run -name 'bulwarden-*' | sed 's/^/left file /'
            for process in /proc/[0-9]*; do
                [ "$(readlink "$process/ns/mnt")" = "$(readlink /proc/1/ns/mnt)" ] && continue
                case $(readlink "$process/exe") in
                    '' | /lib/systemd/* | /usr/lib/systemd/* | */dbus-*) ;;
                    *) echo "left namespace $(readlink "$process/ns/mnt") of $(tr '\\0' ' ' <"$process/cmdline")" ;;
                esac
            done
            cut -d' ' -f5,9- /proc/1/mountinfo | grep -v -e '^/run/user/' -e '^/run/credentials/' | sort | sed 's/^/mount /'
            for folder in "$state"/*/; do
                [ -d "$folder" ] || continue
                id=${folder#"$state"/}
                for file in "$folder"verdict.*; do
                    [ -e "$file" ] && echo "verdict ${id%/} ${file##*/verdict.}" || echo "verdict ${id%/} none"
                    [ -e "$file" ] || continue
                    read -r _ deadline <"$file"
                    read -r up _ </proc/uptime
                    echo "late $(($(stat -c %Z "$file") - $(date +%s) + ${up%.*} - deadline))"
                done
            done
            sshd -T 2>&1 | sed -n 's/^\\(port\\|versionaddendum\\) /disk &/p'
            ss -Hltnp | sed -n 's/.*:\\([0-9]*\\) .*"sshd".*/listens \\1/p' | sort -u
            systemctl show -p ActiveState,SubState ssh.service
            """;

    static Aftermath of(LabHost host, int patienceInSeconds) {
        return new Aftermath(host.sh(SCRIPT, String.valueOf(patienceInSeconds)).lines().toList());
    }

    /** What of ours is still there besides backups. */
    List<String> left() {
        return lines.stream().filter(l -> l.startsWith("left ")).toList();
    }

    Set<String> mounts() {
        return lines.stream().filter(l -> l.startsWith("mount ")).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The verdict of the one transaction; {@code none} where there is no trace of one. */
    String verdict() {
        List<String> verdicts = words("verdict").stream().map(v -> v.substring(v.indexOf(' ') + 1)).toList();
        return switch (verdicts.size()) {
            case 0 -> "none";
            case 1 -> verdicts.getFirst();
            default -> String.join(" and ", verdicts);
        };
    }

    /** How many seconds after its deadline it was settled, as whole seconds tell; negative: before. */
    int late() {
        return words("late").stream().mapToInt(Integer::parseInt).max().orElse(Integer.MIN_VALUE);
    }

    /** The ports that sshd would read from the disk. */
    Set<Integer> portsOnDisk() {
        return words("disk").stream().filter(d -> d.startsWith("port ")).map(d -> Integer.valueOf(d.substring(5)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The ports on which sshd listens. */
    Set<Integer> portsInForce() {
        return words("listens").stream().map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The text for the version line that sshd would read from the disk. */
    String tagOnDisk() {
        return words("disk").stream().filter(d -> d.startsWith("versionaddendum ")).map(d -> d.substring(16))
                .collect(Collectors.joining(" "));
    }

    private List<String> words(String key) {
        return lines.stream().filter(l -> l.startsWith(key + " ")).map(l -> l.substring(key.length() + 1)).toList();
    }

    @Override
    public String toString() {
        return lines.stream().filter(l -> !l.startsWith("mount ")).collect(Collectors.joining("\n"));
    }
}
