package dev.bulwarden.syntax.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom an entry of AllowUsers names, as logins on OpenSSH 8.4, 9.2 and 10.0 showed it; the boundary is where the source changed. */
class UserPatternTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"op@127.0.0.0/24,10.0.0.0/8,!127.0.0.66|op|127.0.0.1|in|in",
            "op@127.0.0.0/24,10.0.0.0/8,!127.0.0.66|op|127.0.0.66|out|out",
            "op@127.0.0.9,198.51.100.8|op|127.0.0.9|in|in",
            "*@127.0.0.*,*@10.0.0.*,!*@127.0.0.9|op|127.0.0.1|in|out",
            "*@127.0.0.*,*@10.0.0.*,!*@127.0.0.9|op|127.0.0.9|in|out", "*@10.0.0.*,*@127.0.0.*|op|127.0.0.1|out|out",
            "j@corp.example|j@corp.example|127.0.0.1|out|out",
            "j@corp.example@127.0.0.1|j@corp.example|127.0.0.1|out|in",
            "j@*|j@corp.example|127.0.0.1|out|out", "j*|j@corp.example|127.0.0.1|in|in",
            "*@127.0.0.1|j@corp.example|127.0.0.1|in|in", "*@127.0.0.1|j@corp.example|127.0.0.2|out|out",
            "j?corp.example|j@corp.example|127.0.0.1|in|in", "j?corp.example@127.0.0.1|j@corp.example|127.0.0.1|in|in",
            "op@localhost|op|127.0.0.1|out|out", "op@127.0.0.1@127.0.0.1|op|127.0.0.1|out|out",
            "@127.0.0.1|op|127.0.0.1|out|out"})
    void namesWhomTheReleasesLetIn(String text, String account, String address, String first, String last) {
        for (Dialect dialect : new Dialect[]{new Dialect(8, 4), new Dialect(9, 2), new Dialect(9, 8)}) {
            assertThat(UserPattern.of(dialect, text).matches(account, address)).isEqualTo(first.equals("in"));
        }
        for (Dialect dialect : new Dialect[]{new Dialect(9, 9), new Dialect(10, 0)}) {
            assertThat(UserPattern.of(dialect, text).matches(account, address)).isEqualTo(last.equals("in"));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"op|-",
            "op@192.0.2.1,!192.0.2.0/24,2001:db8::/32,*,10.?.*|-",
            "op@cafe.de|cafe.de", "op@192.0.2.1,!desk,*.net|!desk *.net", "op@*.1|-", "op@cafe:*|-", "op@c?fe|c?fe",
            "op@256.0.0.1|256.0.0.1"})
    void tellsWhatFitsNoAddress(String text, String expected) {
        assertThat(String.join(" ", UserPattern.of(new Dialect(10, 0), text).fittingNoAddress()))
                .isEqualTo(expected == null ? "" : expected);
    }
}
