package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.Capabilities;
import dev.bulwarden.fact.ConfigFiles;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.HostFile;
import dev.bulwarden.fact.OwnState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the first step of a transaction would refuse, a plan says already. */
class EditsTest {
    private static final String MAIN = "/etc/ssh/sshd_config";
    private static final HostFacts STOCK = RecordedHost.debian(12).facts();
    private static final ConfigFiles CONFIG = STOCK.server().orElseThrow().config();

    @Test
    void aStockHostHasNoObstacle() {
        assertThat(why(STOCK, CONFIG)).isEmpty();
    }

    @Test
    void aFileWithOtherNamesIsNotSplit() {
        HostFile file = CONFIG.file(MAIN).orElseThrow();
        var files = new LinkedHashMap<>(CONFIG.files());
        files.put(MAIN, new HostFile(MAIN, MAIN, file.bytes(), file.owner(), 2, 0));
        assertThat(why(STOCK, new ConfigFiles(files, CONFIG.globs(), CONFIG.folders(), CONFIG.modules(), CONFIG.odd())))
                .singleElement().asString().contains("has 2 hard links; replacing it would split them");
    }

    @Test
    void thereMustBeRoom() {
        assertThat(why(with(room(Edits.STATE_KILOBYTES, 100_000), Set.of()), CONFIG)).singleElement().asString()
                .contains("less than 1 MiB is free where /var/lib/bulwarden is");
        assertThat(why(with(room(100_000, Edits.ETC_KILOBYTES), Set.of()), CONFIG)).singleElement().asString()
                .contains("less than 256 KiB are free in /etc");
        assertThat(why(with(room(Edits.STATE_KILOBYTES + 1, Edits.ETC_KILOBYTES + 1), Set.of()), CONFIG)).isEmpty();
    }

    @Test
    void theScriptsInsistOnTheSameRoom() throws Exception {
        Path scripts = Path.of("src/main/resources/dev/bulwarden/transaction");
        assertThat(Files.readString(scripts.resolve("transaction.sh"))).contains("-gt " + Edits.STATE_KILOBYTES + " ]");
        assertThat(Files.readString(scripts.resolve("files.sh"))).contains("-gt " + Edits.ETC_KILOBYTES + " ]");
    }

    @Test
    void nothingMayBeImmutable() {
        assertThat(why(with(STOCK.state(), Set.of(MAIN)), CONFIG)).singleElement().asString().contains("is immutable");
        assertThat(why(with(STOCK.state(), Set.of("/etc/ssh")), CONFIG)).singleElement().asString()
                .contains("/etc/ssh is immutable");
    }

    private static List<String> why(HostFacts facts, ConfigFiles config) {
        return Edits.obstacles(Edits.of(config, Map.of(MAIN, "MaxAuthTries 3\n")), facts, config).stream()
                .map(Diagnostic::toString).toList();
    }

    private static OwnState room(long state, long etc) {
        return new OwnState(true, Optional.empty(), Optional.empty(), new LinkedHashMap<>(), Optional.empty(), state,
                etc);
    }

    private static HostFacts with(OwnState state, Set<String> immutable) {
        return new HostFacts(STOCK.login(), STOCK.system(), STOCK.server(), STOCK.accounts(), STOCK.network(),
                STOCK.proxmox(), state, new Capabilities(true, true, true, true, Set.of(), false, immutable, 0));
    }
}
