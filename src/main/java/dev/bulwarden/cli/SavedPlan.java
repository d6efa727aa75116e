package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.inventory.Inventory;
import dev.bulwarden.plan.HostPlan;
import dev.bulwarden.plan.Plan;
import dev.bulwarden.plan.PlanFile;
import dev.bulwarden.plan.Planner;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.report.ExitCode;
import dev.bulwarden.transaction.Prepared;
import dev.bulwarden.transaction.Settler;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A plan from a file. It is applied to the letter: nothing is thought about again, it is only refused where the world has moved. */
record SavedPlan(String file, Plan plan) {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    static SavedPlan read(Path file, String text, Optional<String> sha256, Duration maxAge) throws UserError {
        Place place = Place.file(file.toString());
        String digest = PlanFile.sha256(text).hex();
        if (sha256.isPresent() && !sha256.get().equalsIgnoreCase(digest)) {
            throw refused(Diagnostic.error(place, "has the digest " + digest + ", not the one asked for"));
        }
        return switch (PlanFile.read(file.toString(), text)) {
            case Checked.Rejected<Plan>(var why) -> throw new UserError(why);
            case Checked.Accepted<Plan>(var plan, var _) -> {
                Duration age = Duration.between(plan.origin().made(), Clock.systemUTC().instant());
                if (age.isNegative() && age.abs().compareTo(CLOCKS_DIFFER) > 0) {
                    throw refused(Diagnostic.error(place, "was made at " + plan.origin().made()
                            + ", which is still to come by the clock of this machine")
                            .remedy("set the clock, or make the plan again"));
                }
                if (age.compareTo(maxAge) > 0) {
                    throw refused(Diagnostic.error(place, "was made " + age.toHours() + " hours ago")
                            .remedy("make it again, or allow more with --max-age HOURS"));
                }
                yield new SavedPlan(file.toString(), plan);
            }
        };
    }

    /** Refuses it when anything it was made from is no longer what it was: program, inventory, playbook, profiles. */
    void check(Inputs inputs, HostOptions options) throws UserError {
        Plan.Origin origin = plan.origin();
        if (!origin.tool().equals(Origins.version())) {
            throw again("was made by " + origin.tool() + ", this is " + Origins.version());
        }
        if (!Origins.same(origin, inputs.inventorySources(options))) {
            throw again("was made from another inventory than the one there is now");
        }
        List<Plan.ReadFile> now = files(inputs, origin.playbook());
        for (Plan.ReadFile read : origin.playbook()) {
            if (!now.contains(read)) {
                throw again("was made from " + read.path() + ", which is not what it was");
            }
        }
        if (!now.equals(origin.playbook())) {
            throw again("was made from another playbook than the one there is now; " + now.getLast().path()
                    + " was no part of it");
        }
    }

    private List<Plan.ReadFile> files(Inputs inputs, List<Plan.ReadFile> before) throws UserError {
        if (before.isEmpty()) {
            throw again("does not say from which playbook it was made");
        }
        try {
            return inputs.playbookFiles(Path.of(before.getFirst().path()));
        } catch (UserError e) {
            throw again("was made from a playbook that cannot be read now: " + e.diagnostics().getFirst().message()
                    + ": " + before.getFirst().path());
        }
    }

    private UserError again(String why) {
        return refused(Diagnostic.error(Place.file(file), why).remedy("make the plan again"));
    }

    /** Which of the plan's roll-outs is a host's. */
    int rollout(Host host) {
        return Objects.requireNonNull(entries().get(host.name())).rollout();
    }

    /** The hosts it is for, as far as {@code --limit} leaves them. */
    List<Host> hosts(Inventory inventory, HostOptions options) throws UserError {
        List<Host> limited = Selection.of(inventory, HostPattern.ALL, options);
        List<Host> hosts = limited.stream().filter(h -> entries().containsKey(h.name())).toList();
        if (hosts.isEmpty()) {
            throw new UserError(Diagnostic.error(Place.file(file), "is a plan for none of these hosts"));
        }
        return hosts;
    }

    /** The plans of these hosts, with what has to be known of each to carry it out: how its daemon runs today, and whether it may be touched. */
    List<HostResult<Prepared>> prepare(Preparing preparing, Connector connector, Settler settler, ReadRun run)
            throws InterruptedException {
        Map<String, Plan.Entry> entries = entries();
        List<String> accepted = Stream.concat(plan.origin().accepted().stream(), preparing.accepted().stream())
                .toList();
        return run.run(preparing.hosts(),
                host -> prepare(connector, settler, host, Objects.requireNonNull(entries.get(host.name())), accepted),
                _ -> false);
    }

    private static Prepared prepare(Connector connector, Settler settler, Host host, Plan.Entry entry,
            List<String> accepted)
            throws InterruptedException {
        if (!entry.endpoint().equals(host.endpoint())) {
            return new Prepared.Failed(Diagnostic.error("the plan was made for another endpoint: "
                    + entry.endpoint().address() + " ports " + entry.endpoint().ports()).remedy("make the plan again"),
                    false);
        }
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            String shown = remote.link().hostKeyFingerprint();
            if (!shown.equals(entry.hostKey().orElse(shown))) {
                return new Prepared.Failed(Diagnostic.error("the host shows the key " + shown
                        + ", not the one the plan was made under").remedy("make the plan again"), false);
            }
            return switch (settler.survey(remote, host,
                    new Survey(host.login().user(), List.of(), List.of(), List.of()))) {
                case Checked.Accepted<Settler.Surveyed>(Settler.Surveyed(var facts, var held), var _) ->
                    new Prepared.Planned(held.isEmpty()
                            ? Planner.still(entry, facts, accepted, Preparing.today())
                            : new HostPlan.Blocked(host.name(), held, List.of(), List.of()), facts, remote.link());
                case Checked.Rejected<Settler.Surveyed>(var why) -> new Prepared.Failed(why.getFirst(), false);
            };
        } catch (RemoteFailure e) {
            return new Prepared.Failed(e.diagnostic(), e instanceof RemoteFailure.Unreachable);
        }
    }

    private Map<String, Plan.Entry> entries() {
        Map<String, Plan.Entry> entries = new HashMap<>();
        plan.hosts().forEach(e -> entries.put(e.plan().host(), e));
        return entries;
    }

    private static UserError refused(Diagnostic why) {
        return new UserError(ExitCode.REFUSED, List.of(why));
    }
}
