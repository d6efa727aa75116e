package dev.bulwarden.syntax.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.LabHost;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code USER@HOST} of AllowUsers and {@code from=} of keys let in whom we say they do, from the addresses we say: what {@code sshd -T} does not
 * show is tried by logging in. Each account has one list of its own, the first half in AllowUsers, the others in front of their key.
 */
class AddressLoginLabTest {
    private static final long SEED = Long.getLong("bulwarden.seed", 20_261_121);
    private static final int ACCOUNTS = Boolean.getBoolean("bulwarden.full") ? 60 : 12;
    private static final int MOST_ADDRESSES = 3;
    private static final Cidr NETWORK = Cidr.parse("10.77.0.0/24").orElseThrow();
    private static final String SCRIPT = """
            ip route add local 10.77.0.0/16 dev lo
            mkdir -p /tmp/cells /run/sshd && cd /tmp/cells || exit 1
            ssh-keygen -q -t ed25519 -N '' -f key
            while read -r account options; do
                useradd -p '*' -s /bin/sh -d / "$account"
                printf '%s%s\\n' "${options:+$options }" "$(cat key.pub)" >"$account"
            done </tmp/accounts.txt
            /usr/sbin/sshd -f /tmp/cells.conf -E /tmp/cells/log
            while read -r account address; do
                if ssh -n -F none -i key -b "$address" -p 2277 -o BatchMode=yes -o StrictHostKeyChecking=no \\
                    -o UserKnownHostsFile=/dev/null "$account@10.77.1.1" true 2>/dev/null; then
                    echo "$account $address in"
                else
                    echo "$account $address out"
                fi
            done </tmp/visits.txt
            kill "$(cat /tmp/cells/pid)"
            while read -r account options; do userdel "$account"; done </tmp/accounts.txt
            ip route del local 10.77.0.0/16 dev lo
            rm -r /tmp/cells
            """;
    private static final String CONFIG = """
            Port 2277
            PidFile /tmp/cells/pid
            UsePAM no
            StrictModes no
            AuthorizedKeysFile /tmp/cells/%u
            """;

    @EachDebian
    void letsInWhomTheListsName(Debian debian) {
        AddressLists made = new AddressLists(new Random(SEED + debian.release()));
        StringBuilder accounts = new StringBuilder();
        StringBuilder visits = new StringBuilder();
        StringBuilder config = new StringBuilder(CONFIG);
        config.append(debian == Debian.TRIXIE ? "PerSourcePenalties no\n" : "");
        Set<String> expected = new LinkedHashSet<>();
        List<AddressList> lists = new ArrayList<>();
        while (lists.size() < ACCOUNTS) {
            AddressList list = AddressList.from(made.lists(NETWORK).getFirst().patterns());
            String account = "cell" + lists.size();
            boolean allow = lists.size() < ACCOUNTS / 2;
            lists.add(list);
            accounts.append(account).append(allow ? "\n" : " from=\"" + list + "\"\n");
            config.append("AllowUsers ").append(account).append(allow ? "@" + list + "\n" : "\n");
            for (String address : addresses(made, list)) {
                visits.append(account).append(' ').append(address).append('\n');
                expected.add(account + " " + address + (list.matches(address) ? " in" : " out"));
            }
        }
        LabHost host = LabHost.on(debian).shared();
        host.write("/tmp/accounts.txt", accounts.toString());
        host.write("/tmp/visits.txt", visits.toString());
        host.write("/tmp/cells.conf", config.toString());
        List<String> said = host.sh(SCRIPT).lines().toList();
        System.out.printf("%s: %d accounts, %d logins, seed %d%n", debian, ACCOUNTS, said.size(), SEED);
        assertThat(said).as("%s", lists).containsExactlyElementsOf(expected);
        assertThat(said).anyMatch(line -> line.endsWith(" in")).anyMatch(line -> line.endsWith(" out"));
    }

    private static Set<String> addresses(AddressLists made, AddressList list) {
        Set<String> addresses = new TreeSet<>();
        AddressCells.of(NETWORK.toString(), List.of(list), 10).cells().stream().limit(MOST_ADDRESSES)
                .forEach(cell -> addresses.add(cell.witness()));
        addresses.add(made.address(NETWORK).toString());
        addresses.remove("10.77.0.0");
        addresses.remove("10.77.0.255");
        return addresses;
    }
}
