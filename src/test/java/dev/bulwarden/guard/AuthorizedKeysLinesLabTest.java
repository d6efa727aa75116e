package dev.bulwarden.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.fact.OpenSshVersion;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.syntax.keys.AuthorizedKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What lines of authorized_keys are worth: our word for each, and the real sshd's by real logins. */
class AuthorizedKeysLinesLabTest {
    private static final Path LINES = Path.of("src/test/resources/syntax/authorized-keys-lines.txt");
    private static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFbpuniVb/MT9Xu1rzvRTdHhG/KRkq1TlTVu31YlM4Qc";
    private static final String OTHER = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAT3eBXqiBsLdu9dsr3e/I8ehEjbRLbxlYBtHgh+/oho";
    private static final String LOGINS = """
            cd /root && rm -rf lines && mkdir lines && cd lines
            ssh-keygen -q -t ed25519 -N '' -f k; ssh-keygen -q -t ed25519 -N '' -f o
            printf 'PerSourcePenalties no\\n' >c; ! sshd -T -f c >/dev/null 2>&1 || sed -i '1i PerSourcePenalties no' /etc/ssh/sshd_config
            sed -i '1i MaxStartups 100:30:200' /etc/ssh/sshd_config; systemctl reload ssh
            one=$(cut -d' ' -f1,2 k.pub) other=$(cut -d' ' -f1,2 o.pub)
            printf '%s\\n' "$1" | while IFS= read -r line; do
                printf '%s' "$line" | sed "s|@K|$one|g;s|@O|$other|g" >text
                perl -pe 's/\\\\n/\\n/g; s/\\\\t/\\t/g; s/\\\\r/\\r/g; s/\\\\0/\\0/g' <text >/home/carl/.ssh/authorized_keys
                said=$(timeout 10 ssh -n -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o IdentitiesOnly=yes \
                    -o LogLevel=ERROR -i k carl@127.0.0.1 'echo in' 2>&1) && status=0 || status=$?
                case $status$said in
                    0in) echo in ;;
                    255*denied*) echo out ;;
                    0*) echo bound ;;
                    *) echo "$status $said" ;;
                esac
            done
            """;

    private record Line(String verdict, String text) {
        String on(OpenSshVersion version) {
            if (!verdict.endsWith("+")) {
                return verdict;
            }
            String[] from = verdict.substring(0, verdict.length() - 1).split("\\.", -1);
            return version.atLeast(Integer.parseInt(from[0]), Integer.parseInt(from[1])) ? "in" : "out";
        }
    }

    @Test
    void ourWordIsThatOfEachRelease() throws IOException {
        for (OpenSshVersion version : List.of(new OpenSshVersion(8, 4), new OpenSshVersion(9, 2),
                new OpenSshVersion(10, 0))) {
            for (Line line : lines()) {
                assertThat(ours(line, version)).as(version + ": " + line.text()).isEqualTo(line.on(version));
            }
        }
    }

    @EachDebian
    void sshdSaysTheSame(Debian debian) throws IOException {
        LabHost host = LabHost.on(debian).withUser("ops").withUser("bulwarden").withUser("mgrsys").withUser("carl")
                .shared();
        OpenSshVersion version = OpenSshVersion.of(host.exec("ssh", "-V").err().strip()).orElseThrow();
        List<Line> lines = lines();
        List<String> said = host.sh(LOGINS, String.join("\n", lines.stream().map(Line::text).toList())).lines()
                .toList();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!said.get(i).equals(lines.get(i).on(version))) {
                wrong.add(lines.get(i) + " but sshd " + version + ": " + said.get(i));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(said).hasSize(lines.size());
        host.reset();
    }

    private static String ours(Line line, OpenSshVersion version) {
        String text = line.text().replace("@K", KEY).replace("@O", OTHER).replace("\\n", "\n").replace("\\t", "\t")
                .replace("\\r", "\r").replace("\\0", "\0");
        Keyring ring = KeyringTest.ring(text, "127.0.0.1", version);
        List<String> usable = ring.usable().stream().map(AuthorizedKey::base64).toList();
        boolean bound = ring.deciding().values().stream()
                .anyMatch(e -> KEY.endsWith(e.key().base64()) && e.bound().isPresent());
        return usable.contains(KEY.split(" ", 2)[1]) ? "in" : bound ? "bound" : "out";
    }

    private static List<Line> lines() throws IOException {
        return Files.readAllLines(LINES).stream().filter(l -> !l.startsWith("#")).map(l -> l.split(" +", 2))
                .map(words -> new Line(words[0], words[1])).toList();
    }
}
