package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.Evaluation;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Probe;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.lab.LabAccess;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabTest;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.remote.mina.MinaConnector;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of administrators who would lose access says what logins before and after the change say. */
@LabTest
class AdminsLabTest {
    private static final List<String> ADMINS = List.of("root", "anna", "bert", "carl", "dora");

    @TempDir
    Path folder;

    /** anna keeps her way in; bert is not listed; carl's key is for elsewhere, so he has none today; dora may come from elsewhere only. */
    @Test
    void namesThoseWhoCanLogInTodayAndCouldNotAfterwards() throws Exception {
        try (LabHost lab = LabHost.debian12().withUser("bulwarden").withUser("anna").withUser("bert").withUser("carl")
                .withUser("dora").start(); MinaConnector connector = connector()) {
            lab.sh("for user in anna bert carl dora; do usermod -aG sudo -p '*' $user; done;"
                    + " sed -i 's/^/from=\"203.0.113.0\\/24\" /' /home/carl/.ssh/authorized_keys");
            Host host = LabAccess.host(lab, "bulwarden", folder);
            Map<String, Boolean> before = logins(lab, connector);
            HostPlan plan;
            try (Remote remote = connector.connect(host.endpoint(), host.login())) {
                HostFacts facts = ask(remote, new Survey("bulwarden", List.of(), List.of(), List.of()));
                plan = Planner.plan(host, Desired.of("""
                        - hosts: all
                          sshd:
                            settings:
                              PermitRootLogin: no
                              AllowUsers: [bulwarden, anna, carl, dora@203.0.113.*]
                        """, host, lab.address()), facts, Desired.CLIENT);
                assertThat(plan).as(Shown.text(plan)).isInstanceOf(HostPlan.Changes.class);
                HostPlan.Changes changes = (HostPlan.Changes) plan;
                var server = facts.server().orElseThrow();
                HostPlan confirmed = Planner.confirm(changes, facts, ask(remote,
                        new Evaluation(server.software().executable(), server.daemon().options(),
                                Planner.candidates(changes.edits()), Planner.contexts(changes))));
                assertThat(confirmed).as(Shown.text(confirmed)).isInstanceOf(HostPlan.Changes.class);
                changes.edits().forEach(e -> lab.write(e.path(), e.after().orElseThrow().bytes()));
                lab.sh("systemctl reload ssh");
            }
            Map<String, Boolean> after = logins(lab, connector);
            assertThat(before).containsAllEntriesOf(
                    Map.of("root", true, "anna", true, "bert", true, "carl", false, "dora", true));
            assertThat(after).containsAllEntriesOf(
                    Map.of("root", false, "anna", true, "bert", false, "carl", false, "dora", false));
            assertThat(plan.notes()).extracting(Diagnostic::message)
                    .filteredOn(m -> m.contains(" can log in today"))
                    .containsExactlyInAnyOrder(
                            "bert can log in today and could not after this: AllowUsers does not let in bert from"
                                    + " anywhere [L1]",
                            "dora can log in today from anywhere but 203.0.113.0/24 and could not after this: AllowUsers"
                                    + " does not let in dora from there [L1]",
                            "root can log in today and could not after this: PermitRootLogin no locks out root from"
                                    + " anywhere [root-login]");
        }
    }

    /** Passwords are switched off where some have no key, and of some nobody can say. Two stand far down among more accounts than are listed. */
    @Test
    void saysOfWhomItIsNotKnownAndLooksAtThoseFarDown() throws Exception {
        try (LabHost lab = LabHost.debian12().withUser("bulwarden").start(); MinaConnector connector = connector()) {
            lab.sh("""
                    key=/home/bulwarden/.ssh/authorized_keys
                    for user in anna bert cleo dana fred; do useradd -m -s /bin/bash $user; echo "$user:some words" | chpasswd; done
                    for user in anna bert dana fred; do usermod -aG sudo $user; done
                    for user in bert fred; do install -d -m 0700 -o $user -g $user /home/$user/.ssh; done
                    install -m 0600 -o bert -g bert $key /srv/bert.keys; ln -s /srv/bert.keys /home/bert/.ssh/authorized_keys
                    sed 's/^/command="exit 142" /' $key >/home/fred/.ssh/authorized_keys; cat $key >>/home/fred/.ssh/authorized_keys
                    chown fred: /home/fred/.ssh/authorized_keys
                    mv /home/dana /home/dana.away
                    i=0; while [ $i -lt 300 ]; do echo many$i:x:$((5000 + i)):100::/:/bin/sh; i=$((i + 1)); done >>/etc/passwd
                    useradd -m -s /bin/bash -g sudo zoe; useradd -o -u 0 -m -d /srv/toor -s /bin/bash toor
                    for user in zoe toor; do echo "$user:some words" | chpasswd; done
                    sed -i '1i PermitRootLogin yes' /etc/ssh/sshd_config; systemctl reload ssh
                    """);
            String off = """
                    - hosts: all
                      sshd: {settings: {PasswordAuthentication: no, KbdInteractiveAuthentication: no}}
                    """;
            List<String> notes = notes(lab, connector, off);
            String none = "it has no key and no password that would do";
            assertThat(notes).filteredOn(n -> n.contains("log in")).containsExactlyInAnyOrder(
                    "anna can log in today and could not after this: " + none,
                    "zoe can log in today and could not after this: " + none,
                    "toor can log in today and could not after this: " + none,
                    "whether bert could log in after this is not known: /home/bert/.ssh/authorized_keys is a link to"
                            + " /srv/bert.keys",
                    "whether dana could log in after this is not known: its home /home/dana is not there",
                    notes.stream().filter(n -> n.startsWith("fred ")).findFirst().orElseThrow());
            assertThat(notes).filteredOn(n -> n.startsWith("fred ")).singleElement().asString()
                    .startsWith("fred can log in today and could not after this: its key ")
                    .contains(
                            "is no login: line 1 of /home/fred/.ssh/authorized_keys binds it to the command \"exit 142\"");
            assertThat(notes).anyMatch(n -> n.matches("this host has [0-9]+ more accounts than are looked at.*"));

            lab.sh("ssh-keygen -q -t ed25519 -N '' -f /root/ca; cp /root/ca.pub /etc/ssh/ca.pub;"
                    + " sed -i '1i TrustedUserCAKeys /etc/ssh/ca.pub' /etc/ssh/sshd_config; systemctl reload ssh");
            assertThat(notes(lab, connector, off)).contains(
                    "whether anna could log in after this is not known: it may have a certificate, or a key that a program"
                            + " yields");
        }
    }

    /** As a cloud image leaves it: root has a key twice, the first time tied to a sentence. */
    @Test
    void aKeyThatIsTiedToACommandFirstIsNoWayIn() throws Exception {
        try (LabHost lab = LabHost.debian12().withUser("bulwarden").start(); MinaConnector connector = connector()) {
            String play = """
                    - hosts: all
                      protect: [{user: root}]
                      sshd: {settings: {MaxAuthTries: 4}}
                    """;
            lab.sh("""
                    key=$(cat /home/bulwarden/.ssh/authorized_keys)
                    forced='no-pty,command="echo '"'"'Use \\"debian\\", not \\"root\\".'"'"';echo;sleep 1;exit 142" '
                    printf '%s%s\\n%s\\n' "$forced" "$key" "$key" >/root/.ssh/authorized_keys
                    """);
            assertThat(notes(lab, connector, play)).filteredOn(n -> n.contains("root")).singleElement().asString()
                    .startsWith("root from ").contains(" cannot log in, today either: its key ")
                    .contains("is no login: line 1 of /root/.ssh/authorized_keys binds it to the command");
            assertThat(notes(lab, connector, play.replace("  protect: [{user: root}]\n", "").replace("MaxAuthTries: 4",
                    "PermitRootLogin: no"))).noneMatch(n -> n.startsWith("root can log in"));
            lab.sh("tac /root/.ssh/authorized_keys >/root/swapped; cat /root/swapped >/root/.ssh/authorized_keys");
            assertThat(notes(lab, connector, play)).noneMatch(n -> n.contains("root"));
        }
    }

    private List<String> notes(LabHost lab, MinaConnector connector, String playbook) throws Exception {
        Host host = LabAccess.host(lab, "bulwarden", folder);
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            HostFacts facts = ask(remote, new Survey("bulwarden", List.of("root"), List.of(), List.of()));
            HostPlan plan = Planner.plan(host, Desired.of(playbook, host, lab.address()), facts, Desired.CLIENT);
            assertThat(plan).as(Shown.text(plan)).isInstanceOf(HostPlan.Changes.class);
            return plan.notes().stream().map(Diagnostic::message).toList();
        }
    }

    private Map<String, Boolean> logins(LabHost lab, MinaConnector connector) throws InterruptedException {
        Map<String, Boolean> logins = new TreeMap<>();
        for (String user : ADMINS) {
            Host host = LabAccess.host(lab, user, folder);
            try (Remote remote = connector.connect(host.endpoint(), host.login())) {
                logins.put(user, !remote.link().hostKeyFingerprint().isEmpty());
            } catch (RemoteFailure e) {
                logins.put(user, false);
            }
        }
        return logins;
    }

    private MinaConnector connector() {
        return new MinaConnector((_, _) -> new char[0], folder, null);
    }

    private static <T> T ask(Remote remote, Probe<T> probe) throws Exception {
        Checked<T> answer = probe.read(remote.run(probe.command()));
        assertThat(answer).as(answer.diagnostics().toString()).isInstanceOf(Checked.Accepted.class);
        return ((Checked.Accepted<T>) answer).value();
    }
}
