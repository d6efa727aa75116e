package dev.bulwarden.syntax.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of revoked keys; the lists were made by ssh-keygen of OpenSSH 9.2. */
class RevokedKeysTest {
    private static final String ONE = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFbpuniVb/MT9Xu1rzvRTdHhG/KRkq1TlTVu31YlM4Qc one@lab";
    private static final String TWO = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHfzT0Jl8I3rGHpR0KX6LDLboZSjCoCuzrLR36RBRMM2 two@lab";
    private static final String BY_KEY = "U1NIS1JMCgAAAAABAAAAAAAAAAAAAAAAawGzzAAAAAAAAAAAAAAAAAAAAAACAAAANwAAADMAAAALc3NoLWVkMjU1MTkAAAAgVum6eJVv8xP1e7WvO9FN0eEb8pGSrVOVNW7fViUzhBw=";
    private static final String BY_SHA256 = "U1NIS1JMCgAAAAABAAAAAAAAAAAAAAAAawGzzAAAAAAAAAAAAAAAAAAAAAAFAAAAJAAAACCMUi5BtdhcaKoYlpaKBjmnPeGaLgRw6KBLFkfRONVHhA==";
    private static final String BY_SHA1 = "U1NIS1JMCgAAAAABAAAAAAAAAAAAAAAAawGzzAAAAAAAAAAAAAAAAAAAAAADAAAAGAAAABRaA20UpP5X8o9wc3jw1H0AHhRnKA==";

    @ParameterizedTest
    @ValueSource(strings = {BY_KEY, BY_SHA256, BY_SHA1})
    void aRevocationListNamesKeysOrTheirDigests(String list) {
        RevokedKeys revoked = RevokedKeys.parse(latin1(list), false);
        assertThat(revoked.broken()).isEmpty();
        assertThat(revoked.revokes(key(ONE))).isTrue();
        assertThat(revoked.revokes(key(TWO))).isFalse();
    }

    @Test
    void aListCutOffAnywhereIsBroken() {
        String list = latin1(BY_KEY);
        int head = 44; // magic words, four numbers, two empty texts: a list without sections is whole
        IntStream.range(8, list.length()).filter(i -> i != head).forEach(
                i -> assertThat(RevokedKeys.parse(list.substring(0, i), false).broken()).as("at " + i).isPresent());
        assertThat(RevokedKeys.parse(list.substring(0, head), false).broken()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"'# a comment'|-", "''|-",
            "no-pty KEY|begins with no type of key",
            "SHA256:jFIuQbXYXGiqGJaWigY5pz3hmi4EcOigSxZH0TjVR4Q|begins with no type of key",
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA|holds a key that is cut off or damaged",
            "ssh-ed25519-cert-v01@openssh.com AAAA|-", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAQQ==|-", "KEY|-"})
    void oneLineThatIsNoKeyStopsSshd(String line, String broken) {
        RevokedKeys revoked = RevokedKeys.parse(TWO + "\n" + line.replace("KEY", ONE) + "\n", true);
        assertThat(revoked.broken()).isEqualTo(
                broken == null ? java.util.Optional.empty() : java.util.Optional.of("line 2 " + broken));
        assertThat(revoked.revokes(key(TWO))).isTrue();
    }

    @Test
    void aBlankLineWithACarriageReturnIsNoBlankLine() {
        assertThat(RevokedKeys.parse(ONE + "\r\n", true).broken()).isEmpty();
        assertThat(RevokedKeys.parse(ONE + "\r\n\r\n", true).broken()).isPresent();
    }

    @Test
    void anOldKindOfKeyStopsOnlyTheSshdThatForgotIt() {
        String dsa = "ssh-dss AAAAB3NzaC1kc3MAAAAIAAAAAAAAAAEAAAABAQAAAAEBAAAAAQE= old\n";
        assertThat(RevokedKeys.parse(dsa, true).broken()).isEmpty();
        assertThat(RevokedKeys.parse(dsa, false).broken()).isPresent();
    }

    private static AuthorizedKey key(String line) {
        return AuthorizedKeys.parse(line).keys().getFirst();
    }

    private static String latin1(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.ISO_8859_1);
    }
}
