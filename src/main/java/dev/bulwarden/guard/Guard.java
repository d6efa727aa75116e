package dev.bulwarden.guard;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Severity;
import dev.bulwarden.fact.HostFacts;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule about one way to lock oneself out. The ids are those of the table of lockouts that pass {@code sshd -T}; {@code root-login} is
 * plain PermitRootLogin. A guard looks at what would be true afterwards, whoever made it so.
 */
public sealed interface Guard
        permits RootLogin,
        AdmissionLists,
        ListSpelling,
        Methods,
        Limits,
        ServedHostKeys,
        LockedAccount,
        Listeners,
        LateAddress,
        LoopbackListeners,
        SocketActivation,
        SharedAlgorithms,
        PinnedHostKeys,
        LoginGrace,
        Penalties,
        UnreadConfiguration,
        FirewallRules,
        Wrappers,
        PamStacks,
        Upgrade,
        ServedLogin,
        Chroot,
        UsableKeys,
        HostKeySizes,
        AccountState,
        BreakGlass,
        OtherSources {

    /** The lockouts it knows, by id. Each has a page, {@code docs/guards/ID.md}. */
    List<String> ids();

    /** What would lock somebody out; empty when this rule has nothing against it. */
    List<Finding> check(Situation situation);

    /** Every rule, in the order their findings are reported. */
    static List<Guard> all() {
        return List.of(new RootLogin(), new AdmissionLists(), new ListSpelling(), new Methods(), new Limits(),
                new ServedHostKeys(), new LockedAccount(), new Listeners(), new LateAddress(), new LoopbackListeners(),
                new SocketActivation(),
                new SharedAlgorithms(), new PinnedHostKeys(), new LoginGrace(), new Penalties(),
                new UnreadConfiguration(), new FirewallRules(), new Wrappers(), new PamStacks(),
                new Upgrade(), new ServedLogin(), new Chroot(), new UsableKeys(), new HostKeySizes(),
                new AccountState(), new BreakGlass(), new OtherSources());
    }

    /** What stands against touching the host at all, whatever would be changed: packages are being installed, sshd exchanged, or we do not come through it. */
    static List<Finding> readiness(HostFacts facts) {
        List<Finding> all = new ArrayList<>(Upgrade.of(facts));
        all.addAll(ServedLogin.of(facts));
        return List.copyOf(all);
    }

    /** What bears on reading the host only: our login does not come through the sshd that is looked at. Warnings. */
    static List<Diagnostic> doubts(HostFacts facts) {
        return ServedLogin.of(facts).stream().map(Finding::why)
                .map(why -> new Diagnostic(Severity.WARNING, why.message(), why.place(), why.remedy())).toList();
    }

    /** Every id there is. */
    static List<String> every() {
        return all().stream().flatMap(guard -> guard.ids().stream()).toList();
    }

    /** What all rules find. */
    static List<Finding> findings(Situation situation) {
        List<Finding> all = new ArrayList<>();
        for (Guard guard : all()) {
            List<Finding> found = guard.check(situation);
            found.stream().filter(f -> !guard.ids().contains(f.id())).findFirst().ifPresent(f -> {
                throw new IllegalStateException(guard + " does not name its id " + f.id());
            });
            all.addAll(found);
        }
        return List.copyOf(all);
    }
}
