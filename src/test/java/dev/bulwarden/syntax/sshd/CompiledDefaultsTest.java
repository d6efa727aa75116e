package dev.bulwarden.syntax.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.Debian;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompiledDefaultsTest {
    private static final Map<Debian, Dialect> RELEASES = Map.of(Debian.BULLSEYE, new Dialect(8, 4), Debian.BOOKWORM,
            new Dialect(9, 2), Debian.TRIXIE, new Dialect(10, 0));

    @Test
    void theyAreWhatTheRecordedHostsPrintOverAnEmptyFile() throws IOException {
        assertThat(CompiledDefaults.releases()).containsAll(RELEASES.values());
        for (var release : RELEASES.entrySet()) {
            Dump recorded = Dump.parse(Files.readString(
                    Path.of("src/test/resources/plan/hosts/debian" + release.getKey().release() + "/defaults"),
                    StandardCharsets.ISO_8859_1));
            for (Keyword keyword : Keyword.all()) {
                release.getValue().spelling(keyword).filter(name -> !name.equals("HostKey"))
                        .ifPresent(name -> assertThat(CompiledDefaults.of(release.getValue(), keyword)).as("%s %s",
                                release.getKey(), name).isEqualTo(recorded.lines(name)));
            }
        }
    }
}
