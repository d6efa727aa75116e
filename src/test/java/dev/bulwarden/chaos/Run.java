package dev.bulwarden.chaos;

import dev.bulwarden.lab.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One scenario, played on one site. */
final class Run {
    /** Longer than any strike lasts and a controller then tries. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** After the deadline: a killed timer begins again after 3 s, a daemon is given 10 s twice, and this machine is busy. */
    private static final int MARGIN_IN_SECONDS = 40;

    /** A controller that was asked to end, and nothing else, leaves nothing armed: it does not need the timer, which acts after 5 s at the earliest. */
    private static final int SWEPT_IN_SECONDS = 3;

    /** Exit status of a process that SIGKILL ended. */
    private static final int KILLED = 137;

    private final Program program;
    private final Scenario scenario;
    private final Site site;
    private final Judge judge;
    private final Story story = new Story();
    private final List<Hit> hits = new ArrayList<>();

    Run(Program program, Scenario scenario, Site site, Judge judge) {
        this.program = program;
        this.scenario = scenario;
        this.site = site;
        this.judge = judge;
    }

    /**
     * A strike that came to something.
     *
     * @param step the one it was aimed at, else the one the controller had told last
     */
    record Hit(Strike.Kind kind, String step) {}

    /**
     * How it went.
     *
     * @param hits blows that found their moment
     * @param said what the controller said of the host; {@code killed} or {@code nothing} where it did not
     * @param verdict the host's
     * @param late seconds after the deadline at which a timer had settled it
     * @param problems none if the promise was kept
     */
    record Result(Scenario scenario, List<Hit> hits, String said, String verdict, int late, List<String> problems,
            String story) {}

    Result play() throws InterruptedException {
        story.tell(scenario.toString());
        List<String> problems = new ArrayList<>();
        site.reset();
        if (scenario.fillsDisk()) {
            site.host().sh("""
                    mkdir -p -m 700 /var/lib/bulwarden && mount -t tmpfs -o size=4m,mode=700 chaos /var/lib/bulwarden
                    tar -C /etc/ssh -cf /tmp/ssh.tar . && mount -t tmpfs -o size=1m,mode=755 chaos /etc/ssh
                    tar -C /etc/ssh --numeric-owner -xpf /tmp/ssh.tar && rm /tmp/ssh.tar
                    """);
        }
        Snapshot before = site.host().snapshot();
        Set<String> mounts = Aftermath.of(site.host(), 0).mounts();
        Controller controller = Controller.start(program, site.state(scenario.number()), story, "apply",
                site.write("playbook.yml", scenario.change().playbook(scenario.confirmWithin())).toString(), "-i",
                site.inventory(Change.PORT).toString(), "--yes", "--format", "json");
        Striking striking = new Striking(site, controller, story);
        try {
            fight(controller, striking);
        } finally {
            problems.addAll(striking.passes());
            if (!controller.ends(PATIENCE)) {
                problems.add("the controller did not end");
                controller.kill();
                controller.ends(PATIENCE);
            }
        }
        JsonNode told = controller.report();
        if (!controller.fault().isEmpty()) {
            problems.add(controller.fault());
        }
        site.relay().reset();
        String said = told.path("outcome").asString(controller.exitCode() == KILLED ? "killed" : "nothing");
        Aftermath found = judged(before, mounts, said, problems);
        settle(found, said, problems);
        return new Result(scenario, hits, said, found.verdict(), found.late(), problems, story.toString());
    }

    private void fight(Controller controller, Striking striking) throws InterruptedException {
        for (Scenario.Blow blow : scenario.blows()) {
            if (blow instanceof Scenario.AtStep(var step, var _, var _) && !controller.reaches(step.toString())) {
                return;
            }
            Thread.sleep(blow.delay());
            String step = blow instanceof Scenario.AtStep(var aimed, var _, var _)
                    ? aimed.toString()
                    : controller.latest();
            boolean pointless = blow.strike().onController() && !controller.runs();
            if (!pointless) {
                striking.strike(blow.strike());
                hits.add(new Hit(blow.strike().kind(), step));
            }
        }
    }

    private Aftermath judged(Snapshot before, Set<String> mounts, String said, List<String> problems)
            throws InterruptedException {
        boolean asked = !hits.isEmpty() && scenario.blows().stream().allMatch(b -> b.strike() instanceof Strike.Signal);
        Aftermath found = Aftermath.of(site.host(),
                asked ? SWEPT_IN_SECONDS : scenario.confirmWithin() + MARGIN_IN_SECONDS);
        story.tell("found:\n" + found);
        Judge.Files files = judge.files(scenario.change(), Judge.different(before, site.host().snapshot()), problems);
        problems.addAll(Judge.problems(scenario.change(), files, found, said));
        if (!found.mounts().equals(mounts)) {
            problems.add("mounts are left: " + found.mounts() + ", before: " + mounts);
        }
        for (int port : found.portsInForce()) {
            String greeting = site.greeting(port);
            if (!greeting.endsWith(" " + found.tagOnDisk())) {
                problems.add("in force is " + greeting + ", on the disk " + found.tagOnDisk());
            }
            String refused = site.login(port);
            if (!refused.isEmpty()) {
                problems.add("no login at port " + port + ": " + refused);
            }
        }
        return found;
    }

    /**
     * A controller that got to the end of it left nothing to settle, which is seen often enough in one run of five; of any other, settle tells
     * what the host's verdict is.
     */
    private void settle(Aftermath found, String said, List<String> problems) throws InterruptedException {
        boolean open = Set.of("killed", "in-doubt", "stranded").contains(said);
        if (found.portsInForce().isEmpty() || (!open && scenario.number() % 5 != 0)) {
            return;
        }
        Controller settle = Controller.start(program, site.state(scenario.number()), story, "settle", "node", "-i",
                site.inventory(found.portsInForce().iterator().next()).toString(), "--format", "json");
        if (!settle.ends(PATIENCE)) {
            settle.kill();
            problems.add("settle did not end");
            return;
        }
        JsonNode transactions = settle.report().path("transactions");
        List<String> settled = transactions.valueStream().map(t -> t.path("outcome").asString("?")).toList();
        boolean agrees = settled.stream().allMatch(s -> Judge.agree(s, found.verdict()));
        boolean told = !settled.isEmpty() || !open || found.verdict().equals("none");
        if (!agrees || !told || !settle.fault().isEmpty()) {
            problems.add("settle says " + settled + " after the controller said " + said + ", the verdict is "
                    + found.verdict() + settle.fault());
        }
        List<String> left = Aftermath.of(site.host(), 0).left();
        if (!left.isEmpty()) {
            problems.add("after settle: " + left);
        }
    }
}
