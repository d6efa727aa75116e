package dev.bulwarden.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.inventory.InventoryReader.Controller;
import dev.bulwarden.inventory.InventoryReader.Source;
import dev.bulwarden.yaml.GoldenFolder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPatternTest {
    private static final Controller CONTROLLER = new Controller("/home/ann", "ann");
    private static final Inventory INVENTORY = accepted(InventoryReader.read(List.of(new Source("hosts.yml", """
            hosts: {pve1: {}, pve2: {}, web1: {}, web2: {}, db.example.net: {}}
            groups:
              proxmox: {hosts: [pve1, pve2]}
              web: {hosts: [web1, web2]}
              old: {hosts: [web2, db.example.net]}
              every: {children: [web, proxmox]}
              empty: {hosts: []}
            """)), CONTROLLER, Map.of()));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            all                | pve1 pve2 web1 web2 db.example.net
            *                  | pve1 pve2 web1 web2 db.example.net
            web                | web1 web2
            web:proxmox        | pve1 pve2 web1 web2
            db*,pve2           | pve2 db.example.net
            every:!old         | pve1 pve2 web1
            every:&old         | web2
            !web               | pve1 pve2 db.example.net
            &old               | web2 db.example.net
            !web:all           | pve1 pve2 db.example.net
            pve?               | pve1 pve2
            every[0]           | pve1
            every[-1]          | web2
            every[1:2]         | pve2 web1
            every[2:]          | web1 web2
            *.example.net      | db.example.net
            proxmox:!cluster   | pve1 pve2
            """)
    void selectsInInventoryOrder(String pattern, String names) {
        assertThat(new HostPattern(pattern).select(INVENTORY)).extracting(Host::name)
                .containsExactly(names.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({"nobody", "empty", "pve9*", "every[9]", "~web.*", "''", "web:&proxmox"})
    void selectsNothing(String pattern) {
        assertThat(new HostPattern(pattern).select(INVENTORY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            web1               | ''
            empty              | ''
            wbe                | error site.yml:2:3: no host or group matches wbe (did you mean web?)
            nobody             | error site.yml:2:3: no host or group matches nobody (known: all, proxmox, web, old, every, empty, pve1, pve2, web1, web2, db.example.net)
            web:!clusters      | warning site.yml:2:3: no host or group matches clusters (known: all, proxmox, web, old, every, empty, pve1, pve2, web1, web2, db.example.net)
            web:!odl           | error site.yml:2:3: no host or group matches odl (did you mean old?)
            x*                 | warning site.yml:2:3: no host or group matches x* (known: all, proxmox, web, old, every, empty, pve1, pve2, web1, web2, db.example.net)
            ~web.*             | error site.yml:2:3: regular expressions in host patterns are not in this version (use globs such as web*)
            ''                 | error site.yml:2:3: the host pattern is empty (write all for every host)
            """)
    void saysWhichTermNobodyKnows(String pattern, String expected) {
        assertThat(GoldenFolder.lines(new HostPattern(pattern).check(INVENTORY, new Place("site.yml", 2, 3))).strip())
                .isEqualTo(expected);
    }

    @Test
    void readsHostListsOfTheCommandLine() {
        Inventory inventory = accepted(InventoryReader.hostList(
                "root@192.0.2.11:22,[2001:db8::1]:2222,::1, web.example.net,127.0.0.1:2201,127.0.0.1:2202,", CONTROLLER,
                Map.of("admin", "bob")));
        assertThat(inventory.hosts()).extracting(h -> h.name() + " " + h.login().user() + "@" + h.endpoint().address()
                + " " + h.endpoint().ports() + " " + h.login().become()).containsExactly(
                        "192.0.2.11 root@192.0.2.11 [22] NONE", "2001:db8::1 ann@2001:db8::1 [2222] SUDO",
                        "::1 ann@::1 [22] SUDO", "web.example.net ann@web.example.net [22] SUDO",
                        "127.0.0.1:2201 ann@127.0.0.1 [2201] SUDO", "127.0.0.1:2202 ann@127.0.0.1 [2202] SUDO");
        assertThat(inventory.hosts()).allSatisfy(h -> assertThat(h.variables()).containsEntry("admin", "bob"));
        assertThat(new HostPattern("127.0.0.1:2201,[::1]").select(inventory)).extracting(Host::name)
                .containsExactly("::1", "127.0.0.1:2201");
        assertThat(new HostPattern("all:!127.0.0.1*").select(inventory)).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"root@", "host:port", "host:99999", "a b", "u@v@", "[::1", "host:22:23"})
    void refusesWhatIsNoHost(String list) {
        assertThat(GoldenFolder.lines(InventoryReader.hostList(list + ",", CONTROLLER, Map.of()).diagnostics()))
                .isEqualTo("error -i: " + list + " is not a host (write [USER@]ADDRESS[:PORT], for IPv6 [::1]:22)\n");
    }

    @Test
    void aUserMayBeNamedWithAnAt() {
        Inventory inventory = accepted(InventoryReader.hostList("j.doe@corp.example@node,", CONTROLLER, Map.of()));
        assertThat(inventory.hosts()).singleElement().satisfies(h -> {
            assertThat(h.login().user()).isEqualTo("j.doe@corp.example");
            assertThat(h.endpoint().address()).isEqualTo("node");
        });
    }

    private static Inventory accepted(Checked<Inventory> checked) {
        return checked instanceof Checked.Accepted<Inventory>(var inventory, var _)
                ? inventory
                : throwing(checked);
    }

    private static Inventory throwing(Checked<Inventory> checked) {
        throw new AssertionError(GoldenFolder.lines(checked.diagnostics()));
    }
}
