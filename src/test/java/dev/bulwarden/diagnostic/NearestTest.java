package dev.bulwarden.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KNOWN = List.of("PermitRootLogin", "PermitTTY", "MaxAuthTries", "Port", "hosts");

    @ParameterizedTest
    @CsvSource({"PermitRootLogon, PermitRootLogin", "permitrootlogin, PermitRootLogin", "MaxAuthTires, MaxAuthTries",
            "Prot, Port", "host, hosts", "Ports, Port"})
    void findsWhatWasMeant(String wrong, String meant) {
        assertThat(Nearest.to(wrong, KNOWN)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"Banner", "x", "PermitUserEnvironment", "''"})
    void doesNotGuess(String wrong) {
        assertThat(Nearest.to(wrong, KNOWN)).isEmpty();
    }
}
