package dev.bulwarden.syntax.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code sshd -T} prints is understood, or said not to be. */
class DumpTest {
    private static final Path FOLDER = Path.of("src/test/resources/syntax/dump");

    @Test
    void bothSpellingsGiveTheSameAnswers() throws Exception {
        Dump lower = Dump.parse(Files.readString(FOLDER.resolve("lower-case.txt")));
        Dump camel = Dump.parse(Files.readString(FOLDER.resolve("camel-case.txt")));
        assertThat(camel).isEqualTo(lower);
        assertThat(camel.unreadable()).isEmpty();
        assertThat(camel.lines("PasswordAuthentication")).containsExactly("no");
        assertThat(camel.lines("allowusers")).containsExactly("bulwarden", "mgrsys@10.0.0.0/8");
        assertThat(camel.lines("listenaddress")).containsExactly("[::]:22", "0.0.0.0:22");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "PermitRootLogin prohibit-password | permitrootlogin without-password",
            "TCPKeepAlive true | tcpkeepalive yes",
            "WarnWeakCrypto false | warnweakcrypto no",
            "PermitTTY false | permittty no",
            "PerSourcePenalties crash:90.000000 authfail:0.500000 max-sources4:65536 overflow:permissive | persourcepenalties crash:90 authfail:0.5 max-sources4:65536 overflow:permissive",
            "Banner /etc/True | banner /etc/True",
            "ForceCommand true | forcecommand true",
            "AllowUsers true | allowusers true",
            "SomethingNew true | somethingnew true"})
    void aNewFormOfAValueIsReadAsTheOldOne(String printed, String old) {
        assertThat(Dump.parse(printed + "\n")).isEqualTo(Dump.parse(old + "\n"));
        assertThat(Dump.parse(printed + "\n").values()).containsValue(List.of(old.substring(old.indexOf(' ') + 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "nothing known\nto anybody\n", "permit-root-login no\nport 22\n",
            "port 22\n\tusepam yes\n", "port=22\n", "port 22\nwarning: something\n", "port 22\n\u001b[1musepam yes\n"})
    void whatIsNotUnderstoodIsNotTakenForNothing(String text) {
        assertThat(Dump.parse(text).unreadable()).isPresent();
    }

    @Test
    void aListOfFilesThatIsNoLineIsNone() {
        Dump dump = Dump.parse("PubkeyAuthentication yes\nRekeyLimit 0 0\n");
        assertThat(dump.lines("authorizedkeysfile")).containsExactly("none");
        assertThat(dump.lines("revokedkeys")).containsExactly("none");
        assertThat(Dump.parse("PubkeyAuthentication yes\n").lines("revokedkeys")).as("cut short").isEmpty();
    }

    @Test
    void aKeywordOfALaterReleaseDisturbsNothing() {
        assertThat(Dump.parse("Port 22\nSomethingNew a b\nBare\n").unreadable()).isEmpty();
    }
}
