package dev.bulwarden.syntax.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.syntax.keys.KeyLine.Meaning;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which lines are keys to sshd, and what they say. Fingerprints and lengths are those ssh-keygen -l prints. */
class AuthorizedKeysTest {
    private static final String ED25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAT3eBXqiBsLdu9dsr3e/I8ehEjbRLbxlYBtHgh+/oho";
    private static final String ECDSA = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBAiwNZy85zRyvny30z"
            + "eDjUve3B+WDSaX+3uc/q9p+Hiv5J343DVUiHu/SJW0JtItiDzvi8NrPBXjFHVtXtXarKA=";
    private static final String RSA = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQCtQ9wZKdp2KgBtls6PkQEr2b2SfEb7N4H34zyJchb8zS2CpXNd"
            + "MhqKTHySaG6tS7OmU0r1LZYiVPHXmo/cVFSSvgFVIY1fL0yRsVJ88wJVX/cONBOdYlyk8hDw9X9Rz7j+qVcXrf2sK5"
            + "vAmHa+8jnjct9IZL53bQq955aDtCZSrBKLQ6J0kcweg5IbHcEEKM5XkeCGN3EA6Ea+7ND9ppU140n06/K9TPsFndIv"
            + "SgXulXR4K3y4xQGHO3JTFzBKzO8nbUR77Goyb0bzfS6reBU5VlFDjmBedD2k1HlOjRbFRvHaKSiAtL8XX281i9L0IAwc/HsfACEaFZC4Q2+EADPd";

    @Test
    void readsKeysAsSshKeygenDoes() {
        List<AuthorizedKey> keys = AuthorizedKeys
                .parse("# mine\n\n" + ED25519 + " ops@desk\r\n  " + ECDSA + "\n\t" + RSA + " two words").keys();
        assertThat(keys).extracting(AuthorizedKey::toString).containsExactly(
                "ed25519 SHA256:nb0WnH5aut9l8605xkXUYoQ5L+1fG3xF43JAfRYvrCk ops@desk",
                "ecdsa-sha2-nistp256 SHA256:2UYu40GrnG7Eym31DsWCnASDmIEi4DgFg8zabyxDbZY",
                "rsa SHA256:eOvHyyX2euUjc4Yx5GOxlQfrdpO9n0IruWXLErdtGxU two words");
        assertThat(keys).extracting(key -> key.bits().orElseThrow()).containsExactly(256, 256, 2048);
    }

    @Test
    void readsOptions() {
        AuthorizedKey key = only("from=\"192.0.2.0/24,!192.0.2.7\",NO-pty,command=\"say \\\"hi, you\\\" #1\",Restrict\t"
                + ED25519 + " x");
        assertThat(key.options().from()).hasValue("192.0.2.0/24,!192.0.2.7");
        assertThat(key.options().command()).hasValue("say \"hi, you\" #1");
        assertThat(key.options().has("no-pty")).isTrue();
        assertThat(key.options().has("restrict")).isTrue();
        assertThat(key.certAuthority()).isFalse();
        assertThat(only("cert-authority,principals=\"ops\" " + ED25519).certAuthority()).isTrue();
        assertThat(only("rsa-sha2-512" + RSA.substring(7)).type()).isEqualTo("ssh-rsa");
    }

    @ParameterizedTest
    @CsvSource({"20261121,2026-11-20T23:00:00Z", "20261121Z,2026-11-21T00:00:00Z",
            "202611211230,2026-11-21T11:30:00Z", "20261121123045utc,2026-11-21T12:30:45Z"})
    void knowsWhenAKeyEnds(String written, Instant end) {
        assertThat(only("expiry-time=\"" + written + "\" " + ED25519).options().expires(ZoneId.of("Europe/Berlin")))
                .hasValue(end);
    }

    /** As every release measured takes it. */
    @ParameterizedTest
    @ValueSource(strings = {"restrict, KEY", ",restrict KEY", "restrict,,pty KEY", "tunnel=\"any\" KEY", "KEY\0x",
            "permitopen=\"h:*\",permitopen=\"[::1]:80\",permitlisten=\"80\" KEY", "expiry-time=\"20990230\" KEY"})
    void takesLinesThatLookOdd(String line) {
        assertThat(only(line.replace("KEY", ED25519)).fingerprint())
                .isEqualTo("SHA256:nb0WnH5aut9l8605xkXUYoQ5L+1fG3xF43JAfRYvrCk");
    }

    @Test
    void theEarliestEndCounts() {
        assertThat(only("expiry-time=\"20270101Z\",expiry-time=\"20260101Z\" " + ED25519).options()
                .expires(ZoneId.of("UTC"))).hasValue(Instant.parse("2026-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"badopt,restrict KEY", "restrictx KEY", "from=192.0.2.1 KEY", "from=\"a\",from=\"b\" KEY",
            "command=\"never closed KEY", "tunnel=\"a\" KEY", "permitopen=\"h\" KEY", "expiry-time=\"20261341\" KEY",
            "environment=\"A B=c\" KEY",
            "restrict", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAT3", "AAAAC3NzaC1lZDI1NTE5AAAAIAT3eBXqiBsLdu9d",
            "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIAT3eBXqiBsLdu9dsr3e/I8ehEjbRLbxlYBtHgh+/oho", "restrict , KEY",
            "ssh-ed25519-cert-v01@openssh.com AAAA"})
    void passesOverLinesThatAreNoKeys(String line) {
        AuthorizedKeys file = AuthorizedKeys.parse("#\n" + line.replace("KEY", ED25519) + "\n" + ECDSA);
        assertThat(file.keys()).hasSize(1);
        assertThat(file.unusable()).singleElement().satisfies(l -> {
            assertThat(l.number()).isEqualTo(2);
            assertThat(((Meaning.Unusable) l.meaning()).why()).isNotBlank();
        });
    }

    @Test
    void everyByteComesBack() {
        Random random = new Random(7);
        for (int run = 0; run < 500; run++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = random.nextInt(4) == 0 ? (byte) " \n\r\",=\\#".charAt(random.nextInt(8)) : bytes[i];
            }
            AuthorizedKeys file = AuthorizedKeys.parse(bytes);
            assertThat(file.bytes()).isEqualTo(bytes);
            assertThat(file.keys()).isEmpty();
        }
    }

    private static AuthorizedKey only(String line) {
        AuthorizedKeys file = AuthorizedKeys.parse(line);
        assertThat(file.unusable()).isEmpty();
        return file.keys().getFirst();
    }
}
