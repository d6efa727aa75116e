package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabTest;
import dev.bulwarden.lab.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/recovery.md tells people to type, typed as it stands there. */
@LabTest
class RecoveryLabTest {
    private static final String MAIN = "/etc/ssh/sshd_config";

    @Test
    void theConsoleCommandsPutTheHostBack() throws IOException {
        LabHost lab = LabHost.on(Debian.TRIXIE).withUser("bulwarden").shared();
        List<String> typed = typed();
        Snapshot before = lab.snapshot("/etc");
        Verbs verbs = installed(lab, "t1");
        String said = lab.sh(String.join("\n", typed.subList(0, 3)));
        assertThat(said).contains("t1 ", "run run1 by tester@here", "settled restored-console\n", "active\n",
                "/var/lib/bulwarden/t1/verdict.restored-console\n");
        assertThat(before.differences(lab.snapshot("/etc"))).isEmpty();
        assertThat(verbs.left()).isEmpty();
    }

    @Test
    void byHandItWorksToo() throws IOException {
        LabHost lab = LabHost.on(Debian.BOOKWORM).withUser("bulwarden").shared();
        List<String> typed = typed();
        Snapshot before = lab.snapshot("/etc").withoutTimes();
        Verbs verbs = installed(lab, "t1");
        lab.sh("rm /var/lib/bulwarden/t1/undo.sh && systemctl stop ssh && rm -rf /run/sshd");
        lab.sh(typed.getFirst() + String.join("\n", typed.subList(3, 5)));
        assertThat(before.differences(lab.snapshot("/etc").withoutTimes())).isEmpty();
        assertThat(verbs.left()).isEmpty();
        assertThat(lab.sh("systemctl is-active ssh; /usr/sbin/sshd -t")).isEqualTo("active\n");
        assertThat(verbs.verb("restore", "asked").out()).isEqualTo("settled restored-console\n");
    }

    private static Verbs installed(LabHost lab, String id) {
        Verbs verbs = new Verbs(lab, id);
        assertThat(verbs.stage(MAIN, "# new\n" + lab.read(MAIN)).status()).isZero();
        assertThat(verbs.verb("take", 300).status()).isZero();
        assertThat(verbs.verb("install").status()).isZero();
        assertThat(verbs.verb("reload").status()).isZero();
        return verbs;
    }

    /** The blocks of the page, in order. */
    private static List<String> typed() throws IOException {
        return Arrays.stream(Files.readString(Path.of("docs/recovery.md")).split("```sh\n", -1)).skip(1)
                .map(block -> block.substring(0, block.indexOf("```"))).toList();
    }
}
