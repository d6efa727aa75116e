package dev.bulwarden.syntax.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeywordTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "PermitRootLogin | maybe | PermitRootLogin wants one of yes, no, prohibit-password, without-password, forced-commands-only, not \"maybe\"",
            "PermitUserEnvironment | No | PermitUserEnvironment No turns it on: any word but a lower-case no does (write PermitUserEnvironment no)",
            "AllowUsers | root,mgr | AllowUsers root,mgr: a comma is a part of the name here (write a list: root mgr)",
            "AllowUsers | !carl | AllowUsers !carl: an exclamation mark negates nothing here (use DenyUsers)",
            "AllowUsers | root@10.0.0.5/8 | AllowUsers wants a user pattern, with user@network free of host bits, not \"root@10.0.0.5/8\"",
            "LoginGraceTime | 1.5m | LoginGraceTime wants a time such as 90, 2m or 1h30m, not \"1.5m\"",
            "MaxAuthTries | three | MaxAuthTries wants a number from 0 to 2147483647, not \"three\"",
            "MaxAuthTries | 3 4 | MaxAuthTries takes one value, not 2",
            "MaxStartups | 20:30:10 | MaxStartups wants a number, or start:rate:full with a rate from 1 to 100 and start not above full, not \"20:30:10\"",
            "Banner | /etc/a#b | Banner has a # in its value, which OpenSSH before 8.7 takes for a comment",
            "ServerKeyBits | 1024 | ServerKeyBits has no effect (deprecated) (remove it)",
            "Match | User root | Match is not a setting"})
    void aBadValueIsToldBeforeAnyHostIsAsked(String name, String value, String problem) {
        assertThat(keyword(name).check(List.of(value), false)).map(String::valueOf).containsExactly(problem);
    }

    @ParameterizedTest
    @CsvSource({"PermitRootLogin,no", "LoginGraceTime,1h30m", "ChallengeResponseAuthentication,no", "Ciphers,-aes*",
            "ForceCommand,internal-sftp", "RekeyLimit,1G 1h", "PermitUserEnvironment,no", "MaxStartups,10:30:60"})
    void aGoodValueIsNot(String name, String value) {
        assertThat(keyword(name).check(List.of(value), false)).isEmpty();
    }

    @Test
    void whatIsGlobalStaysOutOfMatch() {
        assertThat(keyword("Port").check(List.of("22"), true)).map(String::valueOf)
                .containsExactly("Port is not allowed within a Match block (set it globally)");
        assertThat(keyword("X11Forwarding").check(List.of("no"), true)).isEmpty();
    }

    @Test
    void everyKeywordHasASentence() {
        for (Keyword keyword : Keyword.all()) {
            assertThat(keyword.about()).as(keyword.name()).endsWith(".").doesNotContain("  ");
        }
        assertThat(Keyword.all()).hasSizeGreaterThan(110);
    }

    @Test
    void aTypingErrorFindsTheNearestName() {
        assertThat(Keyword.nearest("PermitRootLogon")).contains("PermitRootLogin");
        assertThat(Keyword.nearest("maxauthtrys")).contains("MaxAuthTries");
        assertThat(Keyword.nearest("SomethingElse")).isEmpty();
    }

    @Test
    void aReleaseHasItsOwnNames() {
        Dialect old = new Dialect(8, 4);
        Dialect recent = new Dialect(9, 2);
        assertThat(old.spelling(keyword("PubkeyAcceptedAlgorithms"))).contains("PubkeyAcceptedKeyTypes");
        assertThat(recent.spelling(keyword("PubkeyAcceptedAlgorithms"))).contains("PubkeyAcceptedAlgorithms");
        assertThat(old.spelling(keyword("RequiredRSASize"))).isEmpty();
        assertThat(recent.keyword("challengeresponseauthentication").map(Keyword::name))
                .contains("KbdInteractiveAuthentication");
        assertThat(old.keyword("ChallengeResponseAuthentication").map(Keyword::name))
                .contains("ChallengeResponseAuthentication");
        assertThat(old.allowedInMatch("ChallengeResponseAuthentication")).isFalse();
        assertThat(recent.allowedInMatch("ChallengeResponseAuthentication")).isTrue();
        assertThat(recent.dumpName(keyword("DebianBanner"))).isEmpty();
    }

    private static Keyword keyword(String name) {
        return Keyword.of(name).orElseThrow();
    }
}
