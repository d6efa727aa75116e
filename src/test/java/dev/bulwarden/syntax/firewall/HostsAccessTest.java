package dev.bulwarden.syntax.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines of hosts.allow and hosts.deny, and whether sshd's client 192.0.2.1 is certainly refused. */
class HostsAccessTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"-|-|false", "-|sshd: ALL|true", "-|ALL: ALL|true",
            "-|#sshd: ALL|false",
            "-|vsftpd: ALL|false", "-|ALL: PARANOID|false", "-|sshd: .example.net|false", "-|sshd: 192.0.2.|true",
            "-|sshd: 192.0.2.0/24|true", "-|sshd: 192.0.2.0/255.255.255.0|true",
            "-|sshd: 198.51.100.0/255.255.255.0|false",
            "-|sshd: 198.51.100.7, 192.0.2.1|true", "-|sshd, vsftpd: 192.0.2.?|true", "-|sshd: 192.0.3.*|false",
            "-|sshd: ALL EXCEPT 192.0.2.0/24|false", "-|sshd: ALL EXCEPT 198.51.100.|true",
            "-|ALL EXCEPT sshd: ALL|false", "-|sshd: [2001:db8::]/32|false", "-|sshd: ALL: spawn /bin/log %h|true",
            "-|sshd: ALL: ALLOW|false", "-|sshd: ALL: twist /bin/no|false", "-|SSHD: all|true",
            "-|sshd-session: ALL|false", "-|sshd@192.0.2.11: ALL|false", "-|sshd: @trusted|false",
            "-|sshd: /etc/refused|false", "sshd: 192.0.2.1|ALL: ALL|false", "sshd: 192.0.2.|ALL: ALL|false",
            "sshd: .example.net|ALL: ALL|false", "sshd: 198.51.100.7|ALL: ALL|true", "vsftpd: ALL|ALL: ALL|true",
            "sshd: ALL: DENY|-|true", "sshd: LOCAL|ALL: ALL|false"})
    void refuses(String allow, String deny, boolean refused) {
        assertThat(HostsAccess.refuses(allow == null ? "" : allow + "\n", deny == null ? "" : "# as shipped\n\n" + deny,
                "sshd", "192.0.2.1")).isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"sshd: [2001:db8::]/32|true", "sshd: [2001:db9::]/32|false",
            "sshd: 192.0.2.|false",
            "sshd: [2001:db8::7]|true"})
    void refusesOverTheNewerProtocol(String deny, boolean refused) {
        assertThat(HostsAccess.refuses("", deny, "sshd", "2001:db8::7")).isEqualTo(refused);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"sshd: \\~ 192.0.2.1|true", "sshd|false", ":|false",
            "sshd: 999.1.1.1/999.0.0.0|false"})
    void oddLines(String deny, boolean refused) {
        assertThat(HostsAccess.refuses("", deny.replace('~', '\n'), "sshd", "192.0.2.1")).isEqualTo(refused);
    }
}
