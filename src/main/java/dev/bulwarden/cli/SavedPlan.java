package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.inventory.Inventory;
import dev.bulwarden.inventory.InventoryReader.Source;
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
                if (age.compareTo(maxAge) > 0) {
                    throw refused(Diagnostic.error(place, "was made " + age.toHours() + " hours ago")
                            .remedy("make it again, or allow more with --max-age HOURS"));
                }
                yield new SavedPlan(file.toString(), plan);
            }
        };
    }

    /** Refuses it when the inventory is no longer the one it was made from. */
    void check(List<Source> inventory) throws UserError {
        if (!Origins.same(plan.origin(), inventory)) {
            throw refused(
                    Diagnostic.error(Place.file(file), "was made from another inventory than the one there is now")
                            .remedy("make the plan again"));
        }
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
                            ? Planner.still(entry.plan(), facts, accepted)
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
