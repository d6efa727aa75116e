package dev.bulwarden.lab;

import dev.bulwarden.lab.LabUser.Sudo;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Turns a {@link HostRecipe} into the script that a host runs once, before its sshd starts. */
final class SetupScript {
    /** Where the image's {@code lab-setup.service} looks for it. */
    static final String PATH = "/lab/setup.sh";
    /** What {@link LabHost#reset} runs. */
    static final String RESET = "/lab/reset.sh";

    private static final String TOTP_PAM = "auth required pam_oath.so usersfile=/etc/users.oath window=2 digits=6";
    /** Docker holds three by mounts of its own; systemd writes the fourth while we look. */
    private static final String NOT_OURS = "hostname hosts resolv.conf .updated";

    private static final String QUIET = """
            for unit in $(systemctl list-units --all --plain --no-legend 'bulwarden*' | cut -d' ' -f1); do
                systemctl stop "$unit"
            done""";
    private static final String ANEW = """
            systemctl daemon-reload
            systemctl reset-failed
            systemctl restart ssh""";
    /** A dead-man's switch that still sleeps, and the daemon: its process, not those of logins, which it has left behind. */
    private static final String QUIET_WITHOUT_SYSTEMD = """
            for each in /proc/[0-9]*; do
                if tr '\\0' ' ' <"$each/cmdline" 2>/dev/null | grep -q '^/bin/sh /var/lib/bulwarden/'; then
                    kill "${each#/proc/}"
                fi
            done
            daemon=$(cat /run/sshd.pid)
            kill "$daemon"
            while [ -d "/proc/$daemon" ]; do sleep 0.05; done
            rm -f /run/sshd.pid""";
    private static final String ANEW_WITHOUT_SYSTEMD = """
            mkdir -p /run/sshd
            setsid /usr/sbin/sshd""";

    private final StringBuilder text = new StringBuilder("set -eu\nPATH=/usr/sbin:/usr/bin:/sbin:/bin\nexport PATH\n");

    private SetupScript() {}

    static String of(HostRecipe recipe) {
        var script = new SetupScript();
        script.once();
        script.authorize("root", "/root");
        for (LabUser user : recipe.users()) {
            script.account(user);
        }
        for (LabFile file : recipe.files()) {
            script.file(file);
        }
        script.text.append(recipe.script());
        script.baseline(recipe);
        return script.text.toString();
    }

    /** A host that is power-cycled is not set up again. */
    private void once() {
        line("[ ! -e /lab/baseline.tar ] || exit 0");
        // Shorter than today's default of 3072 bits, and made in a fifth of the time.
        line("ssh-keygen -q -t rsa -b 2048 -N '' -f /etc/ssh/ssh_host_rsa_key");
        line("ssh-keygen -A");
    }

    private void account(LabUser user) {
        String name = user.name();
        line("useradd -m -s /bin/bash " + name);
        line("echo '" + name + ":" + LabUser.PASSWORD + "' | chpasswd");
        authorize(name, "/home/" + name);
        if (user.sudo() != Sudo.NOTHING) {
            String tag = user.sudo() == Sudo.ALL_WITHOUT_PASSWORD ? "NOPASSWD: " : "";
            file(new LabFile("/etc/sudoers.d/" + name, name + " ALL=(ALL:ALL) " + tag + "ALL\n", 0440, "root:root"));
        }
        if (user.totp()) {
            line("umask 077; echo 'HOTP/T30/6 " + name + " - " + Totp.LAB.hexSecret()
                    + "' >>/etc/users.oath; umask 022");
            line("grep -q pam_oath /etc/pam.d/sshd || sed -i '0,/^@include common-auth$/s||" + TOTP_PAM
                    + "\\n&|' /etc/pam.d/sshd");
        }
    }

    private void authorize(String account, String home) {
        line("mkdir -p -m 700 " + home + "/.ssh");
        line("chown " + account + ":" + account + " " + home + "/.ssh");
        file(new LabFile(home + "/.ssh/authorized_keys", LabKeys.publicKey(account) + "\n", 0600,
                account + ":" + account));
    }

    private void file(LabFile file) {
        String base64 = Base64.getEncoder().encodeToString(file.text().getBytes(StandardCharsets.ISO_8859_1));
        line("mkdir -p \"$(dirname '" + file.path() + "')\"");
        line("base64 -d >'" + file.path() + "' <<'END'\n" + base64 + "\nEND");
        line("chown " + file.owner() + " '" + file.path() + "'");
        line("chmod " + file.octal() + " '" + file.path() + "'");
    }

    private void baseline(HostRecipe recipe) {
        String excluded = "--exclude=etc/" + NOT_OURS.replace(" ", " --exclude=etc/");
        String kept = "! -path /etc/" + NOT_OURS.replace(" ", " ! -path /etc/");
        line("cat >" + RESET + " <<'END'");
        line("set -u");
        line(recipe.debian().systemd() ? QUIET : QUIET_WITHOUT_SYSTEMD);
        line("rm -rf /var/lib/bulwarden /run/bulwarden /run/systemd/system/bulwarden*");
        line("find /etc /root /home -mindepth 1 -depth " + kept + " -delete");
        line("tar -C / --numeric-owner -xpf /lab/baseline.tar");
        line(recipe.debian().systemd() ? ANEW : ANEW_WITHOUT_SYSTEMD);
        line("END");
        // Status 1: systemd, starting at the same time, made or removed a file in /etc meanwhile.
        line("tar -C / --format=posix --numeric-owner " + excluded
                + " --exclude='etc/.#*' -cf /lab/baseline.tar.new etc root home || [ $? -eq 1 ]");
        line("mv /lab/baseline.tar.new /lab/baseline.tar");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
