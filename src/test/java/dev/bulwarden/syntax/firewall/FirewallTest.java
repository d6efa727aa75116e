package dev.bulwarden.syntax.firewall;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Listings of real tools: what they certainly drop, and everything else they may let pass. */
class FirewallTest {
    private static final Path LISTINGS = Path.of("src/test/resources/firewall");

    @ParameterizedTest
    @CsvSource({
            // trusted by a named set of networks; others meet the policy
            "filter.nft,192.0.2.1,22,false", "filter.nft,198.51.100.7,22,false", "filter.nft,198.51.100.8,22,true",
            "filter.nft,203.0.113.9,22,true", "filter.nft,192.0.2.1,8050,false", "filter.nft,192.0.2.1,8101,true",
            // a rate limit may let it pass
            "filter.nft,198.51.100.8,443,false",
            // a chain for one port
            "filter.nft,10.1.2.3,2200,false", "filter.nft,192.0.2.1,2200,true", "filter.nft,2001:db8::7,2200,false",
            "filter.nft,2001:db9::7,2200,true", "filter.nft,192.0.2.1,2222,true", "filter.nft,2001:db8::7,22,true",
            "fail2ban.nft,203.0.113.9,22,true", "fail2ban.nft,203.0.113.9,2222,false",
            "fail2ban.nft,192.0.2.1,22,false",
            "fail2ban.nft,2001:db8::7,22,false",
            "filter.iptables,192.0.2.1,22,false", "filter.iptables,198.51.100.8,22,true",
            "filter.iptables,203.0.113.9,22,true", "filter.iptables,192.0.2.1,2222,true",
            "filter.iptables,192.0.2.1,8050,false", "filter.iptables,192.0.2.1,2200,true",
            "filter.iptables,10.0.0.9,2200,false", "filter.iptables,192.0.2.1,2300,false",
            "legacy.iptables,192.0.2.1,2222,true", "legacy.iptables,192.0.2.1,22,false",
            // rules of iptables seen through nft: its extensions cannot be read, so nothing is certain
            "over-nft.nft,192.0.2.1,2222,false", "over-nft.nft,192.0.2.1,22,false"})
    void dropsOnlyWhatIsCertain(String listing, String source, int port, boolean dropped) throws IOException {
        String destination = source.contains(":") ? "2001:db8::1" : "192.0.2.11";
        assertThat(drops(listing, new Packet(source, destination, port))).isEqualTo(dropped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"nftables\": 3}", "{\"nftables\": [{\"rule\": []}, 7]}", ":INPUT", "-A",
            "-A INPUT -j", ":INPUT DROP [0:0]\n-A INPUT ! ", ":INPUT ACCEPT\n-A INPUT -j INPUT"})
    void whatCannotBeReadDropsNothingByItself(String listing) {
        Packet packet = new Packet("192.0.2.1", "192.0.2.11", 22);
        assertThat(Nft.drops(listing, packet)).isFalse();
        assertThat(Iptables.drops(listing, packet)).isEqualTo(listing.startsWith(":INPUT DROP"));
    }

    @Test
    void noiseNeverThrows() throws IOException {
        var random = new Random(20261121);
        for (String name : new String[]{"filter.nft", "filter.iptables"}) {
            String good = Files.readString(LISTINGS.resolve(name));
            for (int round = 0; round < 300; round++) {
                StringBuilder text = new StringBuilder(good);
                for (int i = 0; i <= random.nextInt(4); i++) {
                    text.setCharAt(random.nextInt(text.length()), (char) (32 + random.nextInt(90)));
                }
                Packet packet = new Packet("192.0.2.1", "192.0.2.11", 22);
                assertThat(Nft.drops(text.toString(), packet) || Iptables.drops(text.toString(), packet)).isIn(true,
                        false);
            }
        }
    }

    @Test
    void aListingIsToldFromSomethingElse() throws IOException {
        for (String name : new String[]{"filter.nft", "fail2ban.nft", "over-nft.nft"}) {
            assertThat(Nft.readable(Files.readString(LISTINGS.resolve(name)))).as(name).isTrue();
        }
        for (String name : new String[]{"filter.iptables", "legacy.iptables"}) {
            assertThat(Iptables.readable(Files.readString(LISTINGS.resolve(name)))).as(name).isTrue();
        }
        for (String other : new String[]{"", "{", "[]", "{\"nftables\": 3}", "table inet filter {\n}\n",
                "nft: not permitted\n"}) {
            assertThat(Nft.readable(other)).as(other).isFalse();
        }
        for (String other : new String[]{"", ":INPUT DROP [0:0]\n", "*filter\niptables: not permitted\n", "{}"}) {
            assertThat(Iptables.readable(other)).as(other).isFalse();
        }
    }

    private static boolean drops(String name, Packet packet) throws IOException {
        String listing = Files.readString(LISTINGS.resolve(name));
        return name.endsWith(".nft") ? Nft.drops(listing, packet) : Iptables.drops(listing, packet);
    }
}
