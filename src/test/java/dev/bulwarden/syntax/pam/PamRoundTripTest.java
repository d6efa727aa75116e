package dev.bulwarden.syntax.pam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Any bytes come back, and commenting out a line changes nothing but that line. */
class PamRoundTripTest {
    private static final List<String> PIECES = List.of("@include common-auth", "auth", " ", "\t", "required", "#", "\n",
            "\r\n", "\\\n", "\\", "pam_unix.so", "[success=1 default=ignore]", "]", "[", "\u00e9", "\u0000",
            "-session");

    @Test
    void keepsEveryByte() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            String text = text(random);
            PamService service = PamService.parse(text);
            assertThat(service.text()).isEqualTo(text);
            assertThat(PamService.parse(service.bytes())).isEqualTo(service);
        }
    }

    @Test
    void commentsOutOneLineOnly() {
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            PamService before = PamService.parse(text(random) + "\nauth required pam_x.so\n" + text(random));
            PamService after = PamService.parse(before.commentOut("auth  required pam_x.so").text());
            assertThat(after.find("auth required pam_x.so")).isEmpty();
            assertThat(after.meanings()).hasSize(before.meanings().size()
                    - before.find("auth required pam_x.so").size());
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }
}
