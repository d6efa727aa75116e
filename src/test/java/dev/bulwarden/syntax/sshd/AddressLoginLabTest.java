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
            echo 'domain admins:x:7999:seven' >>/etc/group
            ssh-keygen -q -t ed25519 -N '' -f key
            while read -r account options; do
                number=$((${number:-7000} + 1))
                printf '%s:x:%s:100::/:/bin/sh\\n' "$account" "$number" >>/etc/passwd
                printf '%s:*:19700:0:99999:7:::\\n' "$account" >>/etc/shadow
                printf '%s%s\\n' "${options:+$options }" "$(cat key.pub)" >"$account"
            done </tmp/accounts.txt
            /usr/sbin/sshd -f /tmp/cells.conf -E /tmp/cells/log
            while read -r account address; do
                if ssh -n -F none -i key -b "$address" -p 2277 -o BatchMode=yes -o StrictHostKeyChecking=no \\
                    -o UserKnownHostsFile=/dev/null -l "$account" 10.77.1.1 true 2>/dev/null; then
                    echo "$account $address in"
                else
                    echo "$account $address out"
                fi
            done </tmp/visits.txt
            kill "$(cat /tmp/cells/pid)"
            sed -i '/:70[0-9][0-9]:100::[/]:[/]bin[/]sh$/d' /etc/passwd
            sed -i '/:19700:0:99999:7:::$/d' /etc/shadow
            sed -i '/^domain admins:/d' /etc/group
            ip route del local 10.77.0.0/16 dev lo
            rm -r /tmp/cells
            """;
    /** Accounts of their own, beside those of random lists: entry, account, address. The releases differ about which {@code @} ends the name. */
    private static final List<List<String>> NAMED = List.of(
            List.of("one@10.77.0.0/24,192.0.2.0/24,!10.77.0.66", "one", "10.77.0.1 10.77.0.66"),
            List.of("two@10.77.0.*,*@10.78.0.*,!*@10.77.0.9", "two", "10.77.0.1 10.77.0.9"),
            List.of("three@corp.example", "three@corp.example", "10.77.0.1"),
            List.of("four@corp.example@10.77.0.1", "four@corp.example", "10.77.0.1 10.77.0.2"),
            List.of("five?corp.example@10.77.0.1", "five@corp.example", "10.77.0.1 10.77.0.2"),
            List.of("six*", "six@corp.example", "10.77.0.1"));
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
        Dialect dialect = DifferentialTest.dialect(debian);
        for (List<String> named : NAMED) {
            accounts.append(named.get(1)).append('\n');
            config.append("AllowUsers ").append(named.get(0)).append('\n');
            for (String address : named.get(2).split(" ", -1)) {
                visits.append(named.get(1)).append(' ').append(address).append('\n');
                expected.add(named.get(1) + " " + address
                        + (UserPattern.of(dialect, named.get(0)).matches(named.get(1), address) ? " in" : " out"));
            }
        }
        accounts.append("seven\n");
        config.append("AllowUsers seven\nDenyUsers one@198.51.100.1,198.51.100.2\nDenyGroups \"domain admins\" none\n");
        visits.append("seven 10.77.0.1\n");
        expected.add("seven 10.77.0.1 out");
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
