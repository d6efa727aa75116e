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

/** The real sshd tells the addresses of a network apart exactly where cells do: every address asked about is in the lists its witness is in. */
class AddressDifferentialTest {
    private static final long SEED = Long.getLong("bulwarden.seed", 20_261_121);
    private static final int SAMPLES = Boolean.getBoolean("bulwarden.full") ? 1_000 : 40;
    private static final int MOST_WITNESSES = 6;
    private static final int OTHERS = 4;
    /** Each list has a variable of its own; AcceptEnv gathers those of every block that matches. */
    private static final String SCRIPT = """
            rm -rf /tmp/cells; mkdir -p /tmp/cells /run/sshd && cd /tmp/cells || exit 1
            awk -v RS='\\036' 'NF { printf "%s", $0 > (NR ".conf"); close(NR ".conf") }' /tmp/cells.txt
            while read -r sample address; do
                printf '%s %s' "$sample" "$address"
                sshd -T -f "$sample.conf" -C "user=root,host=$address,addr=$address,laddr=192.0.2.11,lport=22" 2>&1 |
                    sed -n -e 's/^acceptenv / /p' -e '/line/s/^/ /p' | tr -d '\\n'
                echo
            done </tmp/addresses.txt
            """;

    /** @param cells of the network */
    private record Asked(Cidr network, List<AddressList> lists, AddressCells cells) {
        String config() {
            StringBuilder config = new StringBuilder();
            for (int i = 0; i < lists.size(); i++) {
                config.append("Match ").append(lists.get(i).kind() == AddressList.Kind.HOST ? "Host " : "Address ")
                        .append(lists.get(i)).append("\nAcceptEnv L").append(i).append('\n');
            }
            return config.toString();
        }

        String expected(String address) {
            StringBuilder in = new StringBuilder();
            for (int i = 0; i < lists.size(); i++) {
                in.append(lists.get(i).matches(address) ? " L" + i : "");
            }
            return in.toString();
        }
    }

    @EachDebian
    void sshdSeesTheSameCells(Debian debian) {
        LabHost host = LabHost.on(debian).shared();
        Random random = new Random(SEED + debian.release());
        AddressLists made = new AddressLists(random);
        List<Asked> samples = new ArrayList<>();
        StringBuilder configs = new StringBuilder();
        StringBuilder questions = new StringBuilder();
        Set<String> expected = new LinkedHashSet<>();
        while (samples.size() < SAMPLES) {
            Cidr network = made.network();
            List<AddressList> lists = made.lists(network).stream()
                    .filter(list -> list.kind() != AddressList.Kind.HOST_AND_ADDRESS).toList();
            Asked asked = new Asked(network, lists, AddressCells.of(network.toString(), lists, 1000));
            samples.add(asked);
            configs.append(asked.config()).append('\u001e');
            for (String address : addresses(made, asked)) {
                String question = samples.size() + " " + address;
                questions.append(question).append('\n');
                expected.add(question + asked.expected(address));
            }
        }
        host.write("/tmp/cells.txt", configs.toString());
        host.write("/tmp/addresses.txt", questions.toString());
        List<String> said = host.sh(SCRIPT).lines().toList();
        System.out.printf("%s: %d networks, %d addresses, seed %d%n", debian, SAMPLES, said.size(), SEED);
        assertThat(said).hasSize(expected.size());
        List<String> wrong = said.stream().filter(line -> !expected.contains(line))
                .map(line -> line + " of " + samples.get(Integer.parseInt(line.split(" ")[0]) - 1)).toList();
        assertThat(wrong).as("what sshd says otherwise, seed %d", SEED).isEmpty();
    }

    /** Witnesses, and addresses that stand by their cells' bounds or anywhere. */
    private static Set<String> addresses(AddressLists made, Asked asked) {
        Set<String> addresses = new TreeSet<>();
        asked.cells().cells().stream().limit(MOST_WITNESSES).forEach(cell -> addresses.add(cell.witness()));
        for (int i = 0; i < OTHERS; i++) {
            addresses.add(made.address(asked.network()).toString());
        }
        return addresses;
    }
}
