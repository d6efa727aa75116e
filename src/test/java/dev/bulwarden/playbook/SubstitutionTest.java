package dev.bulwarden.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.yaml.GoldenFolder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubstitutionTest {
    private static final Place PLACE = new Place("site.yml", 3, 7);
    private static final Substitution HOST = new Substitution(Map.of("admin", "{{ port }}", "port", "22"));

    @Test
    void fillsOnce() {
        assertThat(HOST.fill("{{admin}}:{{ port }}", PLACE)).isEqualTo(Checked.accepted("{{ port }}:22"));
        assertThat(HOST.fill("no variable }} here", PLACE)).isEqualTo(Checked.accepted("no variable }} here"));
    }

    @Test
    void namesWhatIsKnown() {
        assertThat(GoldenFolder.lines(HOST.fill("{{ prot }}", PLACE).diagnostics()))
                .isEqualTo("error site.yml:3:7: unknown variable prot (did you mean port?)\n");
        assertThat(GoldenFolder.lines(HOST.fill("{{ something }}", PLACE).diagnostics()))
                .isEqualTo("error site.yml:3:7: unknown variable something (known here: admin, port)\n");
    }
}
