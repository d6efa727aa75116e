package dev.bulwarden.fact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelAddressTest {
    @ParameterizedTest
    @CsvSource({"0100007F,127.0.0.1", "00000000,0.0.0.0", "0B0200C0,192.0.2.11",
            "00000000000000000000000000000000,::", "00000000000000000000000001000000,::1",
            "B80D0120000000000000000001000000,2001:db8::1", "000080FE00000000FF005450CDAB3412,fe80::5054:ff:1234:abcd",
            "0000000000000000FFFF00000B0200C0,192.0.2.11", "B80D0120000000000100000001000000,2001:db8::1:0:1",
            "B80D0120010000000000010000000200,2001:db8:0:1:1:0:2:0"})
    void readsWhatTheKernelPrints(String hex, String text) {
        assertThat(KernelAddress.text(hex)).isEqualTo(text);
    }

    @Test
    void refusesAnythingElse() {
        assertThatThrownBy(() -> KernelAddress.text("0100007")).isInstanceOf(Garbled.class);
        assertThatThrownBy(() -> KernelAddress.text("0100007G")).isInstanceOf(Garbled.class);
    }
}
