package dev.bulwarden.syntax.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SshdConfigTest {
    private static final Dialect DIALECT = new Dialect(9, 2);
    private static final String SHIPPED = """
            # a comment
            Include /etc/ssh/sshd_config.d/*.conf

            #Port 22
            # Port 23
            #PermitRootLogin prohibit-password
            UsePAM  =  yes   # keep
            X11Forwarding yes
            # for the guests
            # only
            Match User guest
            \tX11Forwarding no

            #Match User other
            #PermitTTY no
            """;

    @Test
    void anyTextComesBackByteForByte() {
        long seed = 20_261_121;
        Random random = new Random(seed);
        String letters = " \t\r\n\f\"'#=\\aZ*,!9\u00e9\u0000";
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(60); n > 0; n--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            assertThat(SshdConfig.parse("f", text.toString()).text()).as("seed %d, case %d", seed, i)
                    .isEqualTo(text.toString());
        }
    }

    @Test
    void aLineFallsIntoSlots() {
        SshdConfig config = SshdConfig.parse("f", "\t Max\"Auth\" = 3  # three\r\n");
        assertThat(config.directive(0))
                .isEqualTo(new Line.Directive("\t ", "Max\"Auth\"", " ", "= 3", "  # three", "\r\n"));
        assertThat(SshdConfig.parse("f", "MaxAuthTries=3").directive(0))
                .isEqualTo(new Line.Directive("", "MaxAuthTries", "=", "3", "", ""));
        assertThat(SshdConfig.parse("f", "\"MaxAuthTries 3\n").line(0)).isInstanceOf(Line.Malformed.class);
        assertThat(SshdConfig.parse("f", "ForceCommand a # b").directive(0).value()).isEqualTo("a # b");
    }

    @Test
    void anEditTouchesOneLine() {
        SshdConfig config = SshdConfig.parse("f", SHIPPED);
        assertThat(config.setValue(6, "no").text()).isEqualTo(SHIPPED.replace("=  yes", "=  no"));
        assertThat(config.commentOut(7).text()).isEqualTo(SHIPPED.replaceFirst("X11", "#X11"));
        assertThat(config.uncomment(3).text()).isEqualTo(SHIPPED.replace("#Port 22", "Port 22"));
        assertThat(config.insert(8, List.of("PermitTTY no")).text())
                .isEqualTo(SHIPPED.replace("# for the guests", "PermitTTY no\n# for the guests"));
        assertThat(config.delete(7).text()).isEqualTo(SHIPPED.replaceFirst("X11Forwarding yes\n", ""));
    }

    @Test
    void theEndOfAFileStaysAsItWas() {
        SshdConfig open = SshdConfig.parse("f", "Port 22\r\nUsePAM yes");
        assertThat(open.insert(2, List.of("PermitTTY no")).text()).isEqualTo("Port 22\r\nUsePAM yes\r\nPermitTTY no");
        assertThat(open.delete(1).text()).isEqualTo("Port 22");
        assertThat(SshdConfig.parse("f", "").insert(0, List.of("Port 22")).text()).isEqualTo("Port 22\n");
    }

    @Test
    void placesAreFound() {
        SshdConfig config = SshdConfig.parse("f", SHIPPED);
        assertThat(config.firstMatch()).hasValue(10);
        assertThat(config.lastGlobal()).hasValue(7);
        assertThat(config.placeholders(DIALECT, keyword("Port"))).containsExactly(3);
        assertThat(config.placeholders(DIALECT, keyword("PermitTTY"))).isEmpty();
        assertThat(config.active(DIALECT, keyword("X11Forwarding"))).containsExactly(7, 11);
        assertThat(config.global(DIALECT, keyword("X11Forwarding"))).containsExactly(7);
        assertThat(SshdConfig.parse("f", "DSAAuthentication no\n").active(DIALECT, keyword("PubkeyAuthentication")))
                .containsExactly(0);
    }

    @Test
    void aBlockMovesWithItsComments() {
        String text = "Port 22\n# one\nMatch User a\n  PermitTTY no\n# two\nMatch Group \"b\" user=c\n  PermitTTY yes";
        SshdConfig config = SshdConfig.parse("f", text);
        assertThat(config.blocks()).extracting(MatchBlock::criteria).containsExactly("User a", "Group b User c");
        MatchBlock second = config.blocks().getLast();
        assertThat(config.move(second, 1).text()).isEqualTo(
                "Port 22\n# two\nMatch Group \"b\" user=c\n  PermitTTY yes\n# one\nMatch User a\n  PermitTTY no");
        assertThat(config.remove(second).text()).isEqualTo("Port 22\n# one\nMatch User a\n  PermitTTY no");
    }

    private static Keyword keyword(String name) {
        return Keyword.of(name).orElseThrow();
    }
}
