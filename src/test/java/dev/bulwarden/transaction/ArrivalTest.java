package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.fact.Network.Connection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where logins arrive, whatever the controller dials. */
class ArrivalTest {
    private static final Connection OURS = new Connection("10.0.0.9", 40000, "10.0.0.5", 22);

    @Test
    void itStaysWhereSshdStillListens() {
        comes("10.0.0.5", 22, "0.0.0.0:22", "[::]:22");
        comes("10.0.0.5", 22, "10.0.0.5:22");
        comes("10.0.0.5", 22, "0.0.0.0:2222", "0.0.0.0:22");
        comes("10.0.0.5", 22);
    }

    @Test
    void itFollowsThePortThenTheAddress() {
        comes("10.0.0.5", 2222, "0.0.0.0:2222", "[::]:2222");
        comes("10.0.0.6", 22, "10.0.0.6:22");
        assertThat(Arrival.afterwards(OURS, List.of("10.0.0.6:22", "10.0.0.7:23"), "10.0.0.7"))
                .contains(new Arrival("10.0.0.7", 23));
    }

    @Test
    void ofAnotherFamilyNothingArrives() {
        assertThat(Arrival.afterwards(OURS, List.of("[::]:22"), "192.0.2.1")).isEmpty();
        assertThat(Arrival.afterwards(OURS, List.of("[fd00::1]:22"), "192.0.2.1")).isEmpty();
        assertThat(Arrival.afterwards(new Connection("fd00::9", 40000, "fd00::1", 22), List.of("[::]:2222"), ""))
                .contains(new Arrival("fd00::1", 2222));
    }

    private static void comes(String address, int port, String... listens) {
        assertThat(Arrival.afterwards(OURS, List.of(listens), "203.0.113.7")).contains(new Arrival(address, port));
    }
}
