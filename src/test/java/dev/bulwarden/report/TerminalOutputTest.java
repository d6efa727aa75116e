package dev.bulwarden.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.command.Clean;
import dev.bulwarden.diagnostic.Diagnostic;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Nothing but line ends, tabs and our own colours gets through as a control character. */
class TerminalOutputTest {
    @ParameterizedTest
    @CsvSource({"1b5b324a, \\x1b[2J", "00, \\x00", "07, \\x07", "0d, \\r", "7f, \\u007f", "c29b, \\u009b",
            "c285, \\u0085",
            "e280ae, \\u202e", "e281a6, \\u2066", "e280a8, \\u2028", "e280a9, \\u2029", "e2808b, \\u200b",
            "efbbbf, \\ufeff", "f3a08081, \\udb40\\udc01", "ee8080, \\ue000", "9b, \\x9b", "ff, \\xff", "c3, \\xc3",
            "c341, \\xc3A", "c080, \\xc0\\x80", "eda080, \\xed\\xa0\\x80", "f4908080, \\xf4\\x90\\x80\\x80",
            "e280, \\xe2\\x80", "c3a4e282acf09f9982, ä€🙂", "efbfbd, �"})
    void whatIsNoTextIsSpelledOut(String hex, String shown) {
        assertThat(cleaned(bytes(hex))).isEqualTo(shown);
    }

    @Test
    void lineEndsAndTabsAndPlainTextStay() {
        String text = "a\tb\n+PermitRootLogin no\n{\"a\" : [1]}\n~ ";
        assertThat(cleaned(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void ourOwnColoursAreColoursAndNobodyElsesAre() {
        Style style = new Style(true);
        assertThat(cleaned(style.red("a\u001b[32mb").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("\u001b[31ma\\x1b[32mb\u001b[0m");
        assertThat(cleaned(Style.erased(2).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("\u001b[G\u001b[2K\u001b[1A\u001b[2K");
        assertThat(cleaned((Style.SEALED.substring(0, 5) + "[31m").getBytes(StandardCharsets.UTF_8)))
                .startsWith("\\x1b");
        assertThat(cleaned(style.diff("--- a\n+++ b\n+no\r\n").getBytes(StandardCharsets.UTF_8)))
                .contains("\u001b[32m+no\\r\u001b[0m\n");
    }

    @Test
    void aFieldBreaksNoLine() {
        Diagnostic why = Diagnostic.error("the host says x\nother host  applied\u2028\t.").remedy("a\nb");
        assertThat(Style.PLAIN.diagnostic(why)).isEqualTo(
                "error: the host says x\\nother host  applied\\u2028\\t.\n       a\\nb");
        Table table = new Table(java.util.List.of("a", "b"));
        table.add("x\ny", "z\u001b[2J\n");
        assertThat(table.text(Style.PLAIN)).isEqualTo("a     b\nx\\ny  z\\x1b[2J\\n\n");
    }

    /** What a host wrote in UTF-8 is read as such, what it wrote in Latin-1 likewise. */
    @Test
    void bytesHeldAsCharactersAreReadable() {
        String utf8 = new String("+# für – alle\n".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        assertThat(Style.PLAIN.diff(utf8 + "+# f\u00fcr\n")).isEqualTo("+# für – alle\n+# für\n");
    }

    /** However bytes come in pieces, the same comes out, and all of it is printable; JSON stays the same JSON. */
    @Test
    void noBytesGetThrough() throws Exception {
        Random random = new Random(20261128);
        byte[] seal = Style.SEALED.getBytes(StandardCharsets.US_ASCII);
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = noise(random, seal);
            String whole = cleaned(bytes);
            assertThat(whole.codePoints().filter(c -> c != '\n' && c != '\t')).as("round " + round)
                    .noneMatch(Clean::hostile);
            var out = new ByteArrayOutputStream();
            try (var clean = new TerminalOutput(out)) {
                for (int from = 0; from < bytes.length;) {
                    int to = Math.min(bytes.length, from + 1 + random.nextInt(4));
                    clean.write(Arrays.copyOfRange(bytes, from, to));
                    clean.flush();
                    from = to;
                }
            }
            assertThat(out.toString(StandardCharsets.UTF_8)).as("round " + round).isEqualTo(whole);
            var mapper = new JsonMapper();
            var json = Report.object().put("a", new String(bytes, StandardCharsets.ISO_8859_1)).put("b",
                    new String(bytes, StandardCharsets.UTF_8));
            assertThat(mapper.readTree(cleaned(json.toPrettyString().getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo(json);
        }
    }

    /** Halves of characters, escape sequences and half seals, but never a whole one. */
    private static byte[] noise(Random random, byte[] seal) {
        var bytes = new ByteArrayOutputStream();
        for (int i = random.nextInt(30); i >= 0; i--) {
            switch (random.nextInt(5)) {
                case 0 -> bytes.write(random.nextInt(256));
                case 1 -> bytes.writeBytes(Character.toString(random.nextInt(0xd800)).getBytes(StandardCharsets.UTF_8));
                case 2 -> bytes.writeBytes("\u001b[2J\u009b31m\u202e".getBytes(StandardCharsets.UTF_8));
                case 3 -> bytes.write(seal, 0, random.nextInt(seal.length / 2));
                default -> bytes.write('a' + random.nextInt(26));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String hex) {
        return java.util.HexFormat.of().parseHex(hex);
    }

    private static String cleaned(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var clean = new TerminalOutput(out)) {
            clean.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(out.toByteArray())).toString();
        } catch (CharacterCodingException e) {
            throw new AssertionError("no UTF-8: " + java.util.HexFormat.of().formatHex(out.toByteArray()), e);
        }
    }
}
