package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.Network;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.inventory.Inventory;
import dev.bulwarden.plan.DesiredState;
import dev.bulwarden.plan.Questions;
import dev.bulwarden.playbook.Play;
import dev.bulwarden.playbook.Playbook;
import dev.bulwarden.playbook.Rollout;
import dev.bulwarden.playbook.Waiver;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.transaction.Preparation;
import dev.bulwarden.transaction.Prepared;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Plans every host that a playbook selects.
 *
 * @param hosts in inventory order
 * @param accepted ids of guards whose errors the operator accepts
 * @param rehearses whether plans are also rehearsed
 */
record Preparing(Console console, Inventory inventory, Playbook playbook, List<Host> hosts, List<String> accepted,
        boolean rehearses) {
    /** With the hosts that any play selects and {@code --limit} leaves; none is an error. */
    static Preparing of(Console console, Inventory inventory, Playbook playbook, HostOptions options) throws UserError {
        Set<Host> selected = new LinkedHashSet<>();
        for (Play play : playbook.plays()) {
            List<Diagnostic> problems = play.hosts().check(inventory, play.place());
            if (Console.anyError(problems)) {
                throw new UserError(problems);
            }
            selected.addAll(play.hosts().select(inventory));
        }
        List<Host> limited = Selection.of(inventory, HostPattern.ALL, options);
        List<Host> hosts = limited.stream().filter(selected::contains).toList();
        if (hosts.isEmpty()) {
            throw new UserError(Diagnostic.error(playbook.source() + " selects no host"
                    + options.limit().map(l -> " within --limit " + l).orElse(""))
                    .remedy("see what there is: bulwarden hosts"));
        }
        return new Preparing(console, inventory, playbook, hosts, List.of(), false);
    }

    Preparing accepting(List<String> guards) {
        return new Preparing(console, inventory, playbook, hosts, guards, rehearses);
    }

    Preparing rehearsing(boolean wanted) {
        return new Preparing(console, inventory, playbook, hosts, accepted, wanted);
    }

    /** One result a host; nothing is changed anywhere. */
    List<HostResult<Prepared>> prepare(Connector connector, boolean json, int forks) throws InterruptedException {
        try (Aftermath aftermath = Aftermath.perhaps(console)) {
            List<HostResult<Prepared>> prepared = prepare(new Preparation(connector, Optional.empty(), rehearses),
                    new ReadRun(console, json, forks));
            aftermath.learn(prepared);
            console.show(aftermath.faults());
            return prepared;
        }
    }

    /** The same for hosts that are to be changed: what dead controllers left there is settled first. */
    List<HostResult<Prepared>> settled(Connector connector, Aftermath aftermath, boolean json, int forks)
            throws InterruptedException {
        return prepare(new Preparation(connector, Optional.of(aftermath.settler(connector)), rehearses),
                new ReadRun(console, json, forks, console.stop()));
    }

    private List<HostResult<Prepared>> prepare(Preparation preparation, ReadRun run) throws InterruptedException {
        LocalDate today = today();
        return run.telling(hosts, progress -> host -> preparation.prepare(host, Questions.of(plays(host), host),
                facts -> DesiredState.of(playbook, inventory, host, known(facts), today)
                        .then(desired -> Checked.accepted(desired.accepting(accepted))),
                word -> progress.doing(host.name(), word)), _ -> false);
    }

    static LocalDate today() {
        return LocalDate.now(ZoneId.systemDefault());
    }

    /** Those that hold on a host today. */
    List<Waiver> waivers(Host host, HostFacts facts) {
        return switch (DesiredState.of(playbook, inventory, host, known(facts), today())) {
            case Checked.Accepted<DesiredState>(var desired, var _) -> desired.waivers();
            case Checked.Rejected<DesiredState> _ -> List.of(); // the plan of such a host changes nothing
        };
    }

    /** The roll-outs of the plays, in file order. */
    List<Rollout> rollouts() {
        return playbook.plays().stream().map(Play::rollout).toList();
    }

    /** Which of the {@link #rollouts} is a host's: that of the first play that selects it. */
    int rollout(Host host) {
        return playbook.plays().indexOf(plays(host).getFirst());
    }

    /** The plays that select a host, in file order. */
    List<Play> plays(Host host) {
        return playbook.plays().stream().filter(p -> p.hosts().select(inventory).contains(host)).toList();
    }

    /** What the connection tells besides the inventory. */
    private static Map<String, String> known(HostFacts facts) {
        return facts.network().ours().map(Network.Connection::localAddress).map(a -> Map.of("local_address", a))
                .orElse(Map.of());
    }
}
