package dev.bulwarden.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bulwarden.fact.Network.Connection;
import dev.bulwarden.fact.Network.Holder;
import dev.bulwarden.fact.Network.Listener;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether our login is the surveyed daemon's, by what a host tells of the processes above our shell. */
class LoginServerRowsTest {
    private static final Daemon.Options OPTIONS = new Daemon.Options(List.of(), "/etc/ssh/sshd_config");
    private static final Daemon SERVICE = new Daemon.SystemdService("ssh.service", "active", OPTIONS, Optional.empty());
    private static final Daemon SOCKET = new Daemon.SystemdSocket("ssh.socket", "ssh@.service", true, OPTIONS,
            Optional.empty());
    private static final List<Listener> LISTENERS = List.of(new Listener("0.0.0.0", 22, Holder.SSHD),
            new Listener("10.0.0.1", 2222, Holder.SSHD), new Listener("::", 2022, Holder.SYSTEMD),
            new Listener("0.0.0.0", 2223, Holder.OTHER));

    private static LoginServer of(String line, Daemon daemon, String local, int port) {
        return LoginServerRows.of(new Row("served", List.of(line.split(" ", -1))), Optional.of(daemon), LISTENERS,
                Optional.of(new Connection("192.0.2.1", 5555, local, port)));
    }

    /** A session that outlived its daemon's restart is told by its socket. */
    @ParameterizedTest
    @CsvSource({"1,10.0.0.1,22,true", "0,10.0.0.1,22,false", "1,10.0.0.1,2222,true", "1,10.0.0.2,2222,false",
            "1,10.0.0.1,2223,false", "1,10.0.0.1,2022,false", "1,10.0.0.1,2299,false"})
    void anOrphanIsTheDaemonsWhereTheDaemonListens(String adopted, String local, int port, boolean surveyed) {
        assertThat(of("sshd " + adopted + " 7 " + Shell.word("sshd: ann [priv]") + "  ", SERVICE, local, port))
                .isEqualTo(surveyed ? LoginServer.SURVEYED : new LoginServer.AnotherSshd(7, "sshd: ann [priv]"));
    }

    @ParameterizedTest
    @CsvSource({"[::]:2022 (Stream),true", "[::]:12022 (Stream),false", "[::]:22 (Stream),false"})
    void oneOfSocketActivationIsTheUnitsWhereItListens(String listens, boolean surveyed) {
        LoginServer server = of("sshd 1 7 " + Shell.word("sshd: ann [priv]") + " " + Shell.word(listens + "\n") + " ",
                SOCKET, "10.0.0.1", 2022);
        assertThat(server.equals(LoginServer.SURVEYED)).isEqualTo(surveyed);
    }

    @Test
    void namesTheServerThatIsNotOurs() {
        assertThat(of("daemon 0 1  " + " ", SERVICE, "10.0.0.1", 22)).isEqualTo(LoginServer.SURVEYED);
        assertThat(of("daemon 0 1   " + Shell.word("ssh.service"), SERVICE, "10.0.0.1", 22))
                .isEqualTo(new LoginServer.SurveyedDaemon(Optional.of("ssh.service")));
        assertThat(of("listener 0 8 " + Shell.word("sshd: /usr/sbin/sshd -f /x [listener]") + "  ", SERVICE, "10.0.0.1",
                22).words()).isEqualTo("another sshd (process 8: sshd: /usr/sbin/sshd -f /x [listener])");
        assertThat(of("other 1 8 " + Shell.word("dropbear -F\u001b[2J ") + "  ", SERVICE, "10.0.0.1", 22).words())
                .startsWith("a program that is not sshd (process 8: dropbear -F").doesNotContain("\u001b");
        assertThatThrownBy(() -> of("friend 0 1   ", SERVICE, "10.0.0.1", 22)).isInstanceOf(Garbled.class);
    }

    @Test
    void anotherDaemonIsNotTheEditedOne() {
        Daemon other = new Daemon.Standalone(new Daemon.Options(List.of("-f", "/etc/other"), "/etc/other"),
                new Daemon.Running(9, "/usr/sbin/sshd", false, java.util.OptionalLong.empty()));
        assertThat(new ServingDaemon(Optional.of(SERVICE), LoginServer.SURVEYED).differs(SERVICE, "it")).isEmpty();
        assertThat(new ServingDaemon(Optional.of(other), LoginServer.SURVEYED).differs(SERVICE, "the fresh login")
                .orElseThrow().message())
                .isEqualTo("the fresh login is served by another sshd (sshd -f /etc/other),"
                        + " not by the sshd whose files are changed (ssh.service)");
        assertThat(
                new ServingDaemon(Optional.of(SERVICE), new LoginServer.AnotherProgram(3, "x")).differs(SERVICE, "it"))
                .isPresent();
        assertThat(new ServingDaemon(Optional.empty(), LoginServer.SURVEYED).differs(SERVICE, "it")).isPresent();
    }
}
