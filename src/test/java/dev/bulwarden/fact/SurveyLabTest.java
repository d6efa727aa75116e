package dev.bulwarden.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.bulwarden.command.Output;
import dev.bulwarden.fact.Network.Holder;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.HostRecipe;
import dev.bulwarden.lab.LabAccess;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabUser;
import dev.bulwarden.lab.Snapshot;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.mina.MinaConnector;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The survey on real hosts in the states hosts get into. */
class SurveyLabTest {
    private static final Survey SURVEY = new Survey("root", List.of("ops"), List.of("sudo"),
            List.of(Visitor.from("root"), new Visitor("nobody-here", Optional.of("2001:db8::7"))));

    @TempDir
    private Path folder = Path.of("/nowhere");

    @EachDebian
    void changesNothingAndSaysTheSameUnderEveryShell(Debian debian) {
        LabHost host = host(debian);
        Snapshot before = host.snapshot();
        HostFacts dash = OnHost.ask(host, SURVEY);
        HostFacts busybox = OnHost.accepted(SURVEY.read(OnHost.run(host, SURVEY.command(), "busybox", "sh")));
        assertThat(host.snapshot()).isEqualTo(before);
        assertThat(busybox.server()).isEqualTo(dash.server());
        assertThat(busybox.accounts()).isEqualTo(dash.accounts());
        assertThat(served(busybox.network())).isEqualTo(served(dash.network()));
        assertThat(dash.network().server()).as("nobody came over sshd")
                .isInstanceOf(LoginServer.AnotherProgram.class);
        HostFacts.Server server = dash.server().orElseThrow();
        assertThat(server.global().out()).isEqualTo(host.sshdT());
        assertThat(server.global().clean()).isTrue();
        assertThat(server.config().file("/etc/ssh/sshd_config").orElseThrow().bytes())
                .isEqualTo(host.read("/etc/ssh/sshd_config"));
        assertThat(dash.network().ours()).isEmpty();
        assertThat(dash.network().listeners()).allMatch(l -> l.port() != 22 || l.holder() == Holder.SSHD);
        assertThat(server.visitor(SURVEY.visitors().getLast()).orElseThrow().context())
                .isEqualTo("user=nobody-here,host=2001:db8::7,addr=2001:db8::7");
        assertThat(dash.accounts().user("nobody-here")).isEmpty();
    }

    @EachDebian
    void knowsOurConnectionThroughSudo(Debian debian) throws Exception {
        LabHost host = host(debian);
        for (String login : List.of("root", "ops")) {
            Survey survey = new Survey(login, List.of(), List.of(), List.of(Visitor.from(login)));
            HostFacts facts = overSsh(host, login, survey);
            Network.Connection ours = facts.network().ours().orElseThrow();
            assertThat(ours.localAddress()).isEqualTo(host.address());
            assertThat(ours.localPort()).isEqualTo(22);
            assertThat(facts.network().addresses()).anyMatch(a -> a.address().equals(ours.localAddress()));
            assertThat(facts.server().orElseThrow().visitor(Visitor.from(login)).orElseThrow().context())
                    .isEqualTo("user=" + login + ",host=" + ours.peerAddress() + ",addr=" + ours.peerAddress()
                            + ",laddr=" + host.address() + ",lport=22");
            assertThat(facts.server().orElseThrow().daemon()).isInstanceOf(Daemon.SystemdService.class);
            assertThat(facts.network().server()).isEqualTo(LoginServer.SURVEYED);
        }
    }

    @EachDebian
    void worksWhileTheServiceIsStopped(Debian debian) {
        LabHost host = host(debian);
        host.write("/etc/default/ssh", "SSHD_OPTS=\"-4 -o MaxSessions=6\"\n");
        host.sh("systemctl stop ssh.service; ! test -e /run/sshd");
        HostFacts.Server server = OnHost.ask(host, SURVEY).server().orElseThrow();
        assertThat(host.exists("/run/sshd")).isFalse();
        assertThat(server.daemon()).isEqualTo(new Daemon.SystemdService("ssh.service", "inactive",
                new Daemon.Options(List.of("-4", "-o", "MaxSessions=6"), "/etc/ssh/sshd_config"), Optional.empty()));
        assertThat(server.global().clean()).isTrue();
        assertThat(server.global().out()).contains("maxsessions 6\n").contains("addressfamily inet\n");
        assertThat(server.software().executable()).isEqualTo("/usr/sbin/sshd");
        host.reset();
    }

    @EachDebian
    void tellsARejectedConfigurationInSshdsOwnWords(Debian debian) {
        LabHost host = host(debian);
        host.write("/etc/ssh/sshd_config", "Port 22\nNonsense yes\n");
        HostFacts.Server server = OnHost.ask(host, SURVEY).server().orElseThrow();
        assertThat(server.global().status()).isEqualTo(255);
        assertThat(server.global().err()).contains("line 2: Bad configuration option: Nonsense");
        assertThat(server.defaults().status()).isZero();
        assertThat(server.daemon().running()).isPresent();
        host.reset();
    }

    @EachDebian
    void knowsSocketActivation(Debian debian) {
        LabHost host = host(debian);
        host.sh("systemctl stop ssh.service; systemctl start ssh.socket");
        HostFacts facts = OnHost.ask(host, SURVEY);
        Daemon daemon = facts.server().orElseThrow().daemon();
        assertThat(daemon).isInstanceOfSatisfying(Daemon.SystemdSocket.class, socket -> {
            assertThat(socket.unit()).isEqualTo("ssh.socket");
            assertThat(socket.accept()).isEqualTo(debian == Debian.BULLSEYE);
            assertThat(socket.service()).isEqualTo(debian == Debian.BULLSEYE ? "ssh@.service" : "ssh.service");
            assertThat(socket.running()).isEmpty();
        });
        assertThat(facts.network().listeners()).filteredOn(l -> l.port() == 22).isNotEmpty()
                .allMatch(l -> l.holder() == Holder.SYSTEMD);
        host.sh("systemctl stop ssh.socket");
        host.reset();
    }

    @EachDebian
    void findsADaemonThatNoUnitRuns(Debian debian) {
        LabHost host = host(debian);
        host.sh("""
                systemctl stop ssh.service; mkdir -p /run/sshd
                cp /usr/sbin/sshd /usr/local/sbin/sshd
                echo 'PidFile /run/other.pid' >/etc/ssh/other
                setsid /usr/local/sbin/sshd -D -f /etc/ssh/other -p 2200 -o 'Banner none' </dev/null >/dev/null 2>&1 &
                until grep -q listener /proc/$!/cmdline; do sleep .05; done
                until ss -Hltn sport = :2200 | grep -q .; do sleep .05; done
                rm /usr/local/sbin/sshd
                """);
        HostFacts.Server server = OnHost.ask(host, SURVEY).server().orElseThrow();
        assertThat(server.daemon()).isInstanceOf(Daemon.Standalone.class);
        assertThat(server.daemon().options()).isEqualTo(new Daemon.Options(
                List.of("-f", "/etc/ssh/other", "-p", "2200", "-o", "Banner none"), "/etc/ssh/other"));
        Daemon.Running running = server.daemon().running().orElseThrow();
        assertThat(running.replaced()).isTrue();
        assertThat(running.executable()).isEqualTo("/usr/local/sbin/sshd");
        assertThat(running.loaded()).isPresent();
        assertThat(server.config().files().keySet()).first().isEqualTo("/etc/ssh/other");
        host.sh("kill " + running.pid());
        host.reset();
    }

    @EachDebian
    void takesNoForgedProcessForTheDaemon(Debian debian) {
        LabHost host = host(debian);
        host.sh("""
                systemctl stop ssh.service; mkdir -p /tmp/forged
                cp "$(readlink -f /bin/bash)" /tmp/forged/sshd; chmod 0711 /tmp/forged/sshd
                printf 'sleep 60 & wait\\n' >/tmp/forged/wait; chmod 0644 /tmp/forged/wait
                setpriv --reuid nobody --clear-groups sh -c \
                    'exec /tmp/forged/sshd "$@"' sh /tmp/forged/wait 'sshd: /tmp/forged/sshd -D [listener] 0' </dev/null >/dev/null 2>&1 &
                setpriv --reuid nobody --clear-groups bash -c \
                    'exec -a "sshd: /tmp/forged/sshd -D [listener] 0 of 10" /tmp/forged/sshd /tmp/forged/wait' </dev/null >/dev/null 2>&1 &
                sleep .3
                """);
        HostFacts.Server server = OnHost.ask(host, SURVEY).server().orElseThrow();
        assertThat(server.daemon().running()).isEmpty();
        assertThat(server.software().executable()).isEqualTo("/usr/sbin/sshd");
        host.sh("pkill -u nobody; true");
        host.reset();
    }

    @EachDebian
    void doesWithoutSystemd(Debian debian) {
        LabHost host = host(debian);
        Output output = OnHost.run(host, SURVEY.command(), "unshare", "-m", "--propagation", "private", "sh", "-c",
                "mount -t tmpfs none /run/systemd && exec sh \"$0\"");
        HostFacts facts = OnHost.accepted(SURVEY.read(output));
        assertThat(facts.capabilities().systemd()).isFalse();
        Daemon daemon = facts.server().orElseThrow().daemon();
        assertThat(daemon).isInstanceOf(Daemon.Standalone.class);
        assertThat(daemon.running().orElseThrow().pid())
                .isEqualTo(Integer.parseInt(host.sh("systemctl show -p MainPID --value ssh.service").strip()));
    }

    @EachDebian
    void seesWhatStandsInTheWay(Debian debian) {
        LabHost host = host(debian);
        host.sh("""
                touch /etc/nologin; mkdir -p /etc/pve /var/lib/bulwarden; touch /etc/pve/corosync.conf
                chmod 0755 /var/lib/bulwarden; chmod 0644 /etc/ssh/ssh_host_rsa_key
                ln -s /nowhere /etc/ssh/sshd_config.d/dangling; mkdir /etc/ssh/sshd_config.d/folder
                echo 'session include missing-one' >>/etc/pam.d/sshd
                """);
        HostFacts facts = OnHost.ask(host, SURVEY);
        assertThat(facts.capabilities().noLogin()).isTrue();
        assertThat(facts.proxmox()).map(Proxmox::clustered).hasValue(true);
        assertThat(facts.state().unsafe()).hasValue("/var/lib/bulwarden is not root's with mode 0700");
        HostFacts.Server server = facts.server().orElseThrow();
        assertThat(server.config().odd()).contains(
                entry("/etc/ssh/sshd_config.d/dangling", "dangling link"),
                entry("/etc/ssh/sshd_config.d/folder", "directory"),
                entry("/etc/pam.d/missing-one", "missing"));
        assertThat(server.hostKeys()).anyMatch(key -> key.type().equals("RSA")
                && key.owner().orElseThrow().mode() == 0644);
        assertThat(server.global().clean()).isFalse();
        host.sh("rm -r /etc/nologin /etc/pve /var/lib/bulwarden");
        host.reset();
    }

    @EachDebian
    void endsTheListOfAccountsAndSaysSo(Debian debian) {
        LabHost host = host(debian);
        host.sh("i=0; while [ $i -lt 300 ]; do echo many$i:x:$((5000 + i)):100::/:/bin/sh; i=$((i + 1)); done >>/etc/passwd");
        var survey = new Survey("root", List.of("many299"), List.of(), List.of());
        Accounts accounts = OnHost.ask(host, survey).accounts();
        assertThat(accounts.complete()).isFalse();
        assertThat(accounts.users()).hasSizeGreaterThan(256).hasSizeLessThan(260).containsKeys("root", "many0",
                "many299");
        host.reset();
    }

    @EachDebian
    void saysSoWhereThereIsNoSshd(Debian debian) {
        try (LabHost host = LabHost.on(debian).start()) {
            host.sh("systemctl stop ssh; mv /usr/sbin/sshd /usr/sbin/sshd.away");
            HostFacts facts = OnHost.ask(host, SURVEY);
            assertThat(facts.server()).isEmpty();
            assertThat(facts.system().debianFamily()).isTrue();
            assertThat(facts.accounts().user("root")).isPresent();
        }
    }

    /** What the probe's own shell is called is another thing each time. */
    private static Network served(Network network) {
        return new Network(network.listeners(), network.addresses(), network.addressesKnown(), network.firewall(),
                network.ours());
    }

    private static LabHost host(Debian debian) {
        HostRecipe recipe = LabHost.on(debian).withUser("ops", LabUser.Sudo.ALL_WITHOUT_PASSWORD);
        LabHost host = recipe.shared();
        host.reset();
        return host;
    }

    private HostFacts overSsh(LabHost host, String login, Survey survey) throws Exception {
        Host endpoint = LabAccess.host(host, login, folder);
        try (MinaConnector connector = new MinaConnector((_, _) -> new char[0], folder, null);
                Remote remote = connector.connect(endpoint.endpoint(), endpoint.login())) {
            return OnHost.accepted(survey.read(remote.run(survey.command())));
        }
    }
}
