package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.Debian;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.lab.EachReach;
import dev.bulwarden.lab.EachRelease;
import dev.bulwarden.lab.LabAccess;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabKeys;
import dev.bulwarden.lab.Reach;
import dev.bulwarden.lab.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;

/** The main job, as a user does it: guide G009 on a stock host, by the shipped playbook. */
class MainJobLabTest {
    private static final String PLAYBOOK = "playbooks/proxmox-standalone.yml";
    @TempDir
    Path folder;

    @EachReach
    void theGuideIsAppliedProvenAndLeftAloneAfterwards(Debian debian, Reach reach) throws Exception {
        try (LabHost lab = host(debian)) {
            String inventory = inventory(lab, "bulwarden", reach);
            Snapshot stock = lab.snapshot();
            String shipped = lab.read("/etc/ssh/sshd_config");
            Told plan = Told.by("plan", PLAYBOOK, "-i", inventory, "--rehearse");
            assertThat(plan.code()).as(plan.out() + plan.err()).isEqualTo(2);
            assertThat(plan.out()).contains("rehearsed: over the new files these log in: bulwarden",
                    "+PermitRootLogin no", "+#@include common-auth", "create group sshauth",
                    "does not disable passwords");
            assertThat(stock.differences(lab.snapshot())).as("a plan changes nothing").isEmpty();

            Told apply = Told.by("apply", PLAYBOOK, "-i", inventory, "--reason", "test");
            assertThat(apply.code()).as(apply.out() + apply.err()).isZero();
            assertThat(pulled("etc_ssh_sshd_config")).contains(shipped);
            assertThat(dump(lab)).contains("addressfamily inet\n", "logingracetime 45\n", "permitrootlogin no\n",
                    "maxauthtries 3\n", "passwordauthentication no\n", "kbdinteractiveauthentication yes\n",
                    "x11forwarding no\n", "listenaddress " + lab.address() + ":22\n").doesNotContain("acceptenv");
            assertThat(methods(lab, "root")).isEqualTo("publickey");
            assertThat(methods(lab, "bulwarden")).isEqualTo("publickey");
            assertThat(methods(lab, "mgrsys")).isEqualTo("publickey,keyboard-interactive");
            assertThat(methods(lab, "carl")).isEqualTo("none");
            assertThat(lab.sh("getent group sshauth | cut -d: -f4")).isEqualTo("mgrsys\n");
            assertThat(lab.read("/etc/pam.d/sshd")).contains("#@include common-auth\n");
            assertThat(lab.sh("ss -Hltn sport = :22 | awk '{print $4}'")).isEqualTo(lab.address() + ":22\n");

            Snapshot hardened = lab.snapshot("/etc", "/root", "/home", "/var/lib/bulwarden", "/run/sshd.pid");
            Told again = Told.by("apply", PLAYBOOK, "-i", inventory);
            assertThat(again.code()).isZero();
            assertThat(again.out()).contains("nothing to do", "1 unchanged");
            assertThat(
                    hardened.differences(lab.snapshot("/etc", "/root", "/home", "/var/lib/bulwarden", "/run/sshd.pid")))
                    .as("a second run changes no byte, no mtime, reloads nothing").isEmpty();
            assertThat(Told.by("audit", PLAYBOOK, "-i", inventory).code()).isZero();

            Told back = Told.by("rollback", "node", "-i", inventory, "--to", "first");
            assertThat(back.code()).as(back.out() + back.err()).isZero();
            assertThat(stock.withoutTimes().differences(lab.snapshot().withoutTimes()))
                    .allMatch(d -> d.matches("/etc/g(roup|shadow)-:.*"));
        }
    }

    @EachRelease
    void overARootLoginItIsRefusedByNameAndTheHostIsLeftAlone(Debian debian) throws Exception {
        try (LabHost lab = host(debian)) {
            Snapshot stock = lab.snapshot();
            Told apply = Told.by("apply", PLAYBOOK, "-i", inventory(lab, "root"));
            assertThat(apply.code()).as(apply.out() + apply.err()).isEqualTo(5);
            assertThat(apply.out()).contains("blocked", "root", "PermitRootLogin");
            assertThat(stock.differences(lab.snapshot())).isEmpty();
        }
    }

    @EachRelease
    void aSavedPlanIsAppliedToTheLetterAndRefusedOnceTheHostMoved(Debian debian) throws Exception {
        try (LabHost lab = host(debian)) {
            String inventory = inventory(lab, "bulwarden");
            String file = folder.resolve("plan.json").toString();
            assertThat(Told.by("plan", PLAYBOOK, "-i", inventory, "-o", file).code()).isEqualTo(2);
            lab.sh("echo '# somebody was here' >>/etc/ssh/sshd_config");
            Told moved = Told.by("apply", file, "-i", inventory);
            assertThat(moved.code()).as(moved.out() + moved.err()).isEqualTo(5);
            assertThat(moved.out()).contains("has changed since the plan was made");
            lab.sh("sed -i '$d' /etc/ssh/sshd_config");
            Told apply = Told.by("apply", file, "-i", inventory);
            assertThat(apply.code()).as(apply.out() + apply.err()).isZero();
            assertThat(dump(lab)).contains("maxauthtries 3\n");
        }
    }

    /** What the runs so far copied to the controller of a file. */
    private static List<String> pulled(String name) throws IOException {
        List<String> texts = new ArrayList<>();
        Path backups = Path.of(Objects.requireNonNull(System.getProperty("bulwarden.state")), "backups", "node");
        try (var files = Files.walk(backups)) {
            for (Path file : files.filter(f -> f.toString().endsWith("-" + name)).toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
                texts.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }

    /** Keywords in lower case, as releases before 10.5 print them. */
    private static String dump(LabHost lab, String... contexts) {
        return Pattern.compile("(?m)^\\w+").matcher(lab.sshdT(contexts))
                .replaceAll(m -> m.group().toLowerCase(Locale.ROOT));
    }

    private static String methods(LabHost lab, String user) {
        String context = "user=" + user + ",host=192.0.2.9,addr=192.0.2.9,laddr=" + lab.address() + ",lport=22";
        return dump(lab, context).lines().filter(l -> l.startsWith("authenticationmethods ")).findFirst().orElseThrow()
                .substring("authenticationmethods ".length());
    }

    private String inventory(LabHost lab, String user) throws IOException {
        return inventory(lab, user, Reach.DIRECT);
    }

    private String inventory(LabHost lab, String user, Reach reach) throws IOException {
        Endpoint at = LabAccess.endpoint(lab, folder, reach);
        return Files.writeString(folder.resolve("hosts.yml"), """
                hosts:
                  node: {address: %s, port: %d, user: %s, identity_file: %s, known_hosts: %s}
                groups:
                  proxmox: {hosts: [node]}
                """.formatted(at.address(), at.ports().getFirst(), user, LabKeys.privateKey(user),
                at.knownHosts().getFirst())).toString();
    }

    private static LabHost host(Debian debian) {
        return LabHost.on(debian).withUser("bulwarden").withUser("mgrsys").withUser("carl").start();
    }
}
