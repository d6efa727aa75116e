package dev.bulwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabKeys;
import dev.bulwarden.lab.LabTest;
import dev.bulwarden.lab.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every way to lock oneself out that can be staged: the run ends with the right reason, the host is as it was, it serves, a fresh login
 * works, and nothing of ours stays armed. Each case runs on one release, which one its name decides; in full on all it is for.
 * {@code -Dbulwarden.lockouts=L07} runs those whose names begin so.
 */
class LockoutLabTest {
    private static final Pattern KEY = Pattern.compile("KEY\\(([a-z]+)\\)");
    private static final String ARMED = """
            systemctl list-units --all --plain --no-legend 'bulwarden*'
            for each in /run/bulwarden* /run/systemd/*/bulwarden* /etc/systemd/system/bulwarden* /etc/systemd/system/*/bulwarden* /var/lib/bulwarden/lease*; do
                [ ! -e "$each" ] || echo "$each"
            done
            grep bulwarden /proc/mounts
            ps -eo args | grep '[v]ar/lib/bulwarden/[0-9]'
            true
            """;

    @TempDir
    Path folder;

    @LabTest
    @TestFactory
    List<DynamicTest> lockouts() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (LockoutCase one : LockoutCase.named(System.getProperty("bulwarden.lockouts", ""))) {
            for (Debian debian : one.releases(Boolean.getBoolean("bulwarden.full"))) {
                tests.add(DynamicTest.dynamicTest(one.name() + " on " + debian, () -> run(one, debian)));
            }
        }
        return tests;
    }

    private void run(LockoutCase one, Debian debian) throws IOException {
        try (LabHost lab = LabHost.on(debian).withUser("bulwarden").withUser("mgrsys").withUser("carl").shared()) {
            String inventory = inventory(lab, one, debian);
            lab.sh("set -eu\n" + one.script("setup"));
            try {
                refused(one, debian, lab, inventory);
            } finally {
                lab.sh("set -eu\n" + one.script("cleanup"));
            }
        }
    }

    private static void refused(LockoutCase one, Debian debian, LabHost lab, String inventory) {
        Snapshot before = lab.snapshot();
        List<String> words = new ArrayList<>(
                List.of("apply", one.playbook(), "-i", inventory, "--format", "json"));
        one.expected("arguments", debian).ifPresent(more -> words.addAll(List.of(more.split(" "))));
        Told apply = Told.by(words.toArray(String[]::new));
        String told = apply.out() + apply.err();
        String outcome = one.outcome(debian);
        if (outcome.equals("error")) {
            assertThat(apply.code()).as(told).isEqualTo(1);
        } else {
            assertThat(apply.code()).as(told).isEqualTo(outcome.equals("rolled-back") ? 3 : 5);
            assertThat(apply.out().replace(" ", "")).contains("\"outcome\":\"" + outcome + "\"");
        }
        one.expected("id", debian).ifPresent(id -> assertThat(told).contains("[" + id + "]"));
        assertThat(told).contains(one.expected("reason", debian).orElseThrow());
        Snapshot after = lab.snapshot();
        if (outcome.equals("rolled-back")) {
            assertThat(before.withoutTimes().differences(after.withoutTimes())).as("a rollback leaves no trace")
                    .isEmpty();
        } else {
            assertThat(before.differences(after)).as("nothing was touched").isEmpty();
        }
        assertThat(lab.sh(ARMED)).as("what stays armed").isEmpty();
        assertThat(lab.sh(
                "if [ -d /run/systemd/system ]; then systemctl is-active ssh; else pidof sshd >/dev/null && echo active; fi"))
                .isEqualTo("active\n");
        Told ping = Told.by("ping", "-i", inventory);
        assertThat(ping.code()).as(ping.out() + ping.err()).isZero();
    }

    private String inventory(LabHost lab, LockoutCase one, Debian debian) throws IOException {
        Path known = Files.writeString(folder.resolve("known_hosts"), lab.knownHosts());
        String user = one.login(debian);
        String more = KEY.matcher(one.expected("host", debian).map(h -> ", " + h).orElse(""))
                .replaceAll((MatchResult m) -> LabKeys.privateKey(m.group(1)).toString());
        return Files.writeString(folder.resolve("hosts.yml"), """
                hosts:
                  node: {address: %s, user: %s, identity_file: %s, known_hosts: %s%s}
                """.formatted(lab.address(), user, LabKeys.privateKey(user), known, more)).toString();
    }
}
