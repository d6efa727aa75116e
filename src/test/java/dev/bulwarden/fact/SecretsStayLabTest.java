package dev.bulwarden.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.command.Output;
import dev.bulwarden.fact.Walk.Kind;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabUser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Private keys and password hashes stay on the host, whatever leads to them from a place that is read: links, other names, mounts, copies, settings
 * and globs, planted by an account or by root. All that comes back is searched, decoded to the last layer.
 */
class SecretsStayLabTest {
    private static final Survey SURVEY = new Survey("bulwarden", List.of(), List.of("sudo"),
            List.of(Visitor.from("bulwarden"), Visitor.from("carl"), Visitor.from("mgrsys")),
            List.of("AuthorizedKeysFile /srv/keys/%u", "AuthorizedKeysFile /home/%u/.ssh/id_own",
                    "AuthorizedKeysFile /etc/shadow", "RevokedKeys /etc/ssh/ssh_host_rsa_key"));
    private static final String ACCOUNTS = """
            mkdir -p /srv/keys /srv/inc; ssh-keygen -q -t rsa -b 2048 -N '' -f /srv/planted
            link() { ln -sf "$2" "$1"; }
            link /home/bulwarden/.ssh/authorized_keys2 /etc/shadow
            link /home/ops/.ssh/authorized_keys2 /etc/ssh/ssh_host_ed25519_key
            ln /etc/shadow /home/carl/.ssh/authorized_keys2
            ssh-keygen -q -t ed25519 -N '' -f /home/mgrsys/.ssh/id_own; chown mgrsys: /home/mgrsys/.ssh/id_own
            link /home/mgrsys/.ssh/authorized_keys2 id_own
            cp /etc/shadow /root/.ssh/authorized_keys2
            link /srv/keys/bulwarden /etc/gshadow; link /srv/keys/carl /etc/shadow-; link /srv/keys/root /etc/shadow
            """;
    private static final String UNREAD = """
            cd /etc/ssh/sshd_config.d
            cp /srv/planted id_rsa; cp /srv/planted .hidden; cp /etc/shadow saved; link linked /etc/shadow
            : >mounted; mount --bind /etc/shadow mounted
            printf 'RevokedKeys /srv/planted\\nTrustedUserCAKeys /etc/shadow\\nBanner /etc/shadow\\n' >20-files.conf
            printf 'AuthorizedPrincipalsFile /etc/shadow\\nMatch User carl\\n AuthorizedKeysFile /etc/shadow- %%h/../../etc/shadow\\n' >>20-files.conf
            link /srv/pam /etc/shadow; cp /srv/planted /etc/pam.d/planted
            printf '@include /srv/pam\\nsession include planted\\n' >>/etc/pam.d/sshd
            link /etc/hosts.deny /etc/shadow; link /etc/os-release /etc/shadow
            umask 077; mkdir -p /var/lib/bulwarden/20260101T000000Z-aaaaaaaa; cd /var/lib/bulwarden
            link lease.taken /etc/shadow; link 20260101T000000Z-aaaaaaaa/manifest /etc/shadow; : >20260101T000000Z-aaaaaaaa/verdict.applied
            """;
    /** From then on sshd itself stumbles over them, and quotes what it reads. */
    private static final String INCLUDED = """
            cd /etc/ssh/sshd_config.d
            link 30-shadow.conf /etc/shadow; link /srv/inc/a /srv/planted; link /srv/inc/b /etc/ssh/ssh_host_rsa_key
            printf 'Include /srv/inc/*\\nInclude /etc/gshadow\\n' >25-more.conf
            """;

    @EachDebian
    void nothingSecretIsEverSent(Debian debian) {
        LabHost host = LabHost.on(debian).withUser("ops", LabUser.Sudo.ALL_WITHOUT_PASSWORD).withUser("bulwarden")
                .withUser("mgrsys").withUser("carl").shared();
        try {
            host.sh(ACCOUNTS + UNREAD);
            List<String> secrets = secrets(host);
            Output output = OnHost.run(host, SURVEY.command(), "sh");
            assertThat(leaked(output, secrets)).isEmpty();
            HostFacts facts = OnHost.accepted(SURVEY.read(output));
            ConfigFiles files = facts.server().orElseThrow().config();
            for (String name : List.of("id_rsa", ".hidden", "saved", "linked", "mounted")) {
                assertThat(files.odd()).containsEntry("/etc/ssh/sshd_config.d/" + name,
                        "a private key or password hashes, which are not read");
            }
            assertThat(files.odd()).containsKeys("/srv/pam", "/etc/pam.d/planted", "/etc/hosts.deny");
            assertThat(key(facts, "bulwarden", ".ssh/authorized_keys2").readable()).isFalse();
            assertThat(key(facts, "mgrsys", ".ssh/authorized_keys2").walk().kind()).isEqualTo(Kind.SECRET);
            assertThat(key(facts, "root", ".ssh/authorized_keys2").walk().kind()).isEqualTo(Kind.SECRET);
            assertThat(key(facts, "root", "/etc/shadow").walk().kind()).isEqualTo(Kind.SECRET);
            assertThat(key(facts, "bulwarden", ".ssh/authorized_keys").walk().bytes()).startsWith("ssh-");
            assertThat(facts.loginFiles().walk("/srv/planted").orElseThrow().kind()).isEqualTo(Kind.SECRET);
            assertThat(facts.state().manifest()).isEqualTo(Optional.empty());

            host.sh("link() { ln -sf \"$2\" \"$1\"; }\n" + INCLUDED);
            Output broken = OnHost.run(host, SURVEY.command(), "busybox", "sh");
            assertThat(leaked(broken, secrets)).isEmpty();
            HostFacts.Server server = OnHost.accepted(SURVEY.read(broken)).server().orElseThrow();
            assertThat(server.global().status()).isEqualTo(255);
            assertThat(server.global().err()).contains("line 1: (not shown)");
            assertThat(server.config().odd()).containsKeys("/etc/ssh/sshd_config.d/30-shadow.conf", "/srv/inc/a",
                    "/srv/inc/b", "/etc/gshadow");
        } finally {
            host.sh("umount /etc/ssh/sshd_config.d/mounted; rm -rf /srv/*");
            host.reset();
        }
    }

    private static KeyFile key(HostFacts facts, String user, String pattern) {
        return facts.loginFiles().keys(user, List.of(pattern)).getFirst();
    }

    /** Every line of a private key, and every hash. */
    private static List<String> secrets(LabHost host) {
        List<String> secrets = new ArrayList<>(host.sh("cut -d: -f2 /etc/shadow | grep '^[$]'").lines().toList());
        host.sh("cat /srv/planted /home/mgrsys/.ssh/id_own /etc/ssh/ssh_host_*_key").lines()
                .filter(line -> !line.startsWith("--") && line.length() > 20 && !line.startsWith("b3BlbnNzaC1rZXk"))
                .forEach(secrets::add);
        assertThat(secrets).hasSizeGreaterThan(20);
        return secrets;
    }

    private static List<String> leaked(Output output, List<String> secrets) {
        String all = decoded(output.out() + "\n" + output.err(), 3);
        return secrets.stream().filter(all::contains).toList();
    }

    /** The text, and behind it what its words say in base64. */
    private static String decoded(String text, int layers) {
        StringBuilder all = new StringBuilder(text);
        for (String word : text.split("[ \n]", -1)) {
            if (layers > 0 && word.matches("[A-Za-z0-9+/]{8,}=*") && word.length() % 4 == 0) {
                String inner = new String(Base64.getDecoder().decode(word), StandardCharsets.ISO_8859_1);
                all.append('\n').append(decoded(inner, layers - 1));
            }
        }
        return all.toString();
    }
}
