package dev.bulwarden.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.fact.Walk.Kind;
import dev.bulwarden.fact.Walk.Step;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabUser;
import dev.bulwarden.lab.Snapshot;
import java.util.List;
import java.util.Optional;

/** The files that logins lead over, on real hosts where accounts do as they like. */
class LoginFilesLabTest {
    private static final List<String> USUAL = List.of(".ssh/authorized_keys", ".ssh/authorized_keys2");

    @EachDebian
    void looksAtKeysOfWhoeverMattersAndAtNothingElse(Debian debian) {
        LabHost host = host(debian);
        host.sh("""
                printf 'Match User carl\\n  AuthorizedKeysFile /etc/ssh/keys/%%u.%%h\\n' >/etc/ssh/sshd_config.d/keys.conf
                usermod -aG sudo mgrsys; chmod 0770 /home/mgrsys/.ssh
                mkdir /etc/ssh/keys; install -m 0600 /home/ops/.ssh/authorized_keys /etc/ssh/keys/ops.pub
                """);
        Snapshot before = host.snapshot();
        HostFacts facts = OnHost.ask(host, new Survey("ops", List.of("carl"), List.of(),
                List.of(Visitor.from("bulwarden")),
                List.of("AuthorizedKeysFile /etc/ssh/keys/%u.pub", "ChrootDirectory /srv",
                        "RevokedKeys /etc/hostname")));
        assertThat(host.snapshot()).isEqualTo(before);
        LoginFiles files = facts.loginFiles();
        assertThat(files.keyFiles()).extracting(KeyFile::user).containsOnly("ops", "bulwarden", "root", "mgrsys");
        assertThat(files.homes().keySet()).containsExactlyInAnyOrder("ops", "bulwarden", "root", "mgrsys");
        KeyFile usual = files.keys("mgrsys", USUAL).getFirst();
        assertThat(usual.readable()).isTrue();
        assertThat(usual.walk().bytes()).isEqualTo(host.read("/home/mgrsys/.ssh/authorized_keys"));
        assertThat(usual.walk().steps()).extracting(Step::path).containsExactly("/", "/home", "/home/mgrsys",
                "/home/mgrsys/.ssh", "/home/mgrsys/.ssh/authorized_keys");
        assertThat(usual.walk().steps().get(3).owner().mode()).isEqualTo(0770);
        assertThat(files.keys("ops", USUAL).getLast().walk().kind()).isEqualTo(Kind.MISSING);
        KeyFile central = files.keys("ops", List.of("/etc/ssh/keys/%u.pub")).getFirst();
        assertThat(central.walk().path()).isEqualTo("/etc/ssh/keys/ops.pub");
        assertThat(central.readable()).isFalse();
        assertThat(files.keys("root", List.of("/etc/ssh/keys/%u.%h")).getFirst().walk().path())
                .isEqualTo("/etc/ssh/keys/root./root");
        assertThat(files.walk("/srv")).map(Walk::kind).hasValue(Kind.FOLDER);
        assertThat(files.walk("/srv/bin/bash")).map(Walk::kind).hasValue(Kind.MISSING);
        assertThat(files.walk("/etc/hostname")).map(Walk::bytes).hasValue(host.read("/etc/hostname"));
        host.reset();
    }

    @EachDebian
    void isNotImpressedByWhatAccountsPutThere(Debian debian) {
        LabHost host = host(debian);
        host.sh("""
                cd /home/ops/.ssh && mv authorized_keys keys && mkfifo authorized_keys
                ln -s "$(printf '/tmp/two\\nlines')" authorized_keys2; touch "$(printf '/tmp/two\\nlines')"
                cd /home/bulwarden/.ssh && ln -s /etc/pve/priv/keys authorized_keys2
                yes | head -c 300000 >>authorized_keys
                """);
        LoginFiles files = OnHost.ask(host, new Survey("ops", List.of(), List.of(), List.of(Visitor.from("bulwarden"))))
                .loginFiles();
        assertThat(kinds(files, "ops")).containsExactly(Kind.OTHER, Kind.OTHER);
        assertThat(kinds(files, "bulwarden")).containsExactly(Kind.LARGE, Kind.DANGLING);
        assertThat(files.keys("bulwarden", USUAL).getLast().walk().target()).isEqualTo("/etc/pve/priv/keys");
        assertThat(files.keyInUse()).isEqualTo(Optional.empty());
        host.sh("rm \"$(printf '/tmp/two\\nlines')\"");
        host.reset();
    }

    private static List<Kind> kinds(LoginFiles files, String user) {
        return files.keys(user, USUAL).stream().map(f -> f.walk().kind()).toList();
    }

    private static LabHost host(Debian debian) {
        return LabHost.on(debian).withUser("ops", LabUser.Sudo.ALL_WITHOUT_PASSWORD).withUser("bulwarden")
                .withUser("mgrsys").withUser("carl").shared();
    }
}
