package dev.bulwarden.transaction;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.diagnostic.Diagnostic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The host's half of the protocol, in memory and with a clock of its own. */
final class SimulatedHost implements Target, SettleTarget {
    /** How long the switch waits. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What a configuration is, or what a daemon runs on. */
    enum Config {
        OLD, NEW, NONE
    }

    private record Landing(Duration at, Runnable call) {}

    private final World world;
    private final Set<Breakage> broken;
    private final List<Landing> landings = new ArrayList<>();
    final SimulatedTime time = new SimulatedTime();
    /** By the clock that timers go by. */
    private Optional<Duration> timer = Optional.empty();
    /** By the uptime. */
    private Duration deadline = Duration.ZERO;
    private boolean staged;
    /** The last step that the controller's journal tells of. */
    Step journalled = Step.STAGE;
    /** A lease with time left was ended by somebody else. */
    boolean stolen;
    String phase = "";
    String verdict = "";
    Config disk = Config.OLD;
    Config running = Config.OLD;
    /** Whether a configuration that a rehearsal shows to lock out was ever in force. */
    boolean servedLockout;

    SimulatedHost(World world, Set<Breakage> broken) {
        this.world = world;
        this.broken = Set.copyOf(broken);
    }

    /** Somebody gets in. */
    boolean open() {
        return running == Config.OLD
                || (running == Config.NEW && world != World.LOCKS_OUT && world != World.LOCKS_OUT_UNSEEN);
    }

    boolean armed() {
        return timer.isPresent() || !phase.isEmpty();
    }

    /** Does something when its time has come. */
    void later(Duration after, Runnable call) {
        landings.add(new Landing(time.now().plus(after), call));
    }

    /** Lets time pass: what is due happens, in order. */
    void pass(Duration length) {
        Duration until = time.now().plus(length);
        Optional<Landing> due = due(until);
        while (due.isPresent()) {
            landings.remove(due.get());
            time.advanceTo(due.get().at());
            due.get().call().run();
            due = due(until);
        }
        time.advanceTo(until);
    }

    /** Time passes, and nothing happens on this host until it wakes. */
    void sleep(Duration length) {
        Duration wakes = time.now().plus(length);
        landings.replaceAll(l -> l.at().compareTo(wakes) < 0 ? new Landing(wakes, l.call()) : l);
        time.hostAsleep(length);
        time.advanceTo(wakes);
    }

    /** What was under way is gone, and the boot unit restores before sshd starts. */
    void restart() {
        landings.clear();
        timer = Optional.empty();
        time.hostBooted();
        if (!phase.isEmpty() && !broken.contains(Breakage.NO_SWITCH)) {
            undo("restored-boot");
        }
        running = disk;
    }

    private Optional<Landing> due(Duration until) {
        return landings.stream().filter(l -> l.at().compareTo(until) <= 0).min(Comparator.comparing(Landing::at));
    }

    /** By which the switch goes. */
    private Duration timerClock() {
        return broken.contains(Breakage.SWITCH_BY_TIME_OF_DAY) ? time.timeOfDay() : time.monotonic();
    }

    private void fire() {
        if (timer.isEmpty()) {
            return;
        }
        Duration left = timer.get().minus(timerClock());
        if (left.isPositive()) {
            later(left, this::fire);
        } else {
            undo("restored-timer");
        }
    }

    @Override
    public Reply stage() {
        staged = true;
        return done("staged");
    }

    @Override
    public Optional<Diagnostic> evaluate() {
        return world == World.REJECTED ? Optional.of(Diagnostic.error("sshd says no")) : Optional.empty();
    }

    @Override
    public Rehearsed rehearse() {
        return world == World.LOCKS_OUT && !broken.contains(Breakage.NO_REHEARSAL)
                ? new Rehearsed.Failed(Diagnostic.error("sshd refuses the login"))
                : new Rehearsed.Passed(List.of("ops"), List.of());
    }

    @Override
    public Reply take() {
        if (!staged || !phase.isEmpty() || !verdict.isEmpty()) {
            return new Reply.Refused("nothing is staged");
        }
        if (!broken.contains(Breakage.NO_SWITCH) && !broken.contains(Breakage.SWITCH_ALWAYS_GONE)) {
            timer = Optional.of(timerClock().plus(PATIENCE));
            later(PATIENCE, this::fire);
        }
        deadline = time.uptime().plus(PATIENCE);
        phase = "taken";
        return done("taken");
    }

    @Override
    public Reply install() {
        if (fenced("taken")) {
            return new Reply.Refused("the lease is gone");
        }
        disk = Config.NEW;
        phase = phase.isEmpty() ? phase : "installed";
        return done("installed");
    }

    @Override
    public Reply reload() {
        if (fenced("installed")) {
            return new Reply.Refused("the lease is gone");
        }
        switch (world) {
            case GOOD, REJECTED, LOCKS_OUT, LOCKS_OUT_UNSEEN -> {
                running = disk;
                servedLockout |= world == World.LOCKS_OUT && disk == Config.NEW;
            }
            case RELOAD_FAILS -> {
                return new Reply.Failed("sshd did not take the new configuration");
            }
            case DAEMON_DIES -> {
                running = Config.NONE;
                return new Reply.Failed("sshd did not take the new configuration");
            }
        }
        phase = phase.isEmpty() ? phase : "reloaded";
        return done("reloaded");
    }

    private boolean fenced(String wanted) {
        boolean gone = timer.isEmpty() && !broken.contains(Breakage.NO_SWITCH);
        return !broken.contains(Breakage.NO_FENCE) && (!phase.equals(wanted) || gone);
    }

    @Override
    public Optional<Diagnostic> answer(Expectation expectation) {
        return broken.contains(Breakage.NO_FRESH_LOGIN) || (running == Config.NEW && open())
                ? Optional.empty()
                : Optional.of(Diagnostic.error("the fresh login failed"));
    }

    @Override
    public Reply release() {
        if (!phase.equals("reloaded") || disk != Config.NEW) {
            return broken.contains(Breakage.NO_RELEASE_CHECK)
                    ? done("applied")
                    : new Reply.Refused("the lease is gone");
        }
        settle("applied");
        return done("applied");
    }

    @Override
    public Reply restore() {
        return undo("restored-asked");
    }

    @Override
    public Reply status() {
        List<String> lines = new ArrayList<>();
        if (!phase.isEmpty()) {
            lines.add("lease t1 " + phase + (timer.isPresent() ? " waiting " : " gone ")
                    + (expired() ? "over" : left()) + " old ");
        }
        if (staged) {
            lines.add("transaction t1 " + (verdict.isEmpty() ? "none" : verdict) + " ");
        }
        return new Reply.Done(lines, "known");
    }

    private long left() {
        return deadline.minus(time.uptime()).toSeconds();
    }

    /** The lease has no time left. */
    boolean expired() {
        return left() < 0 || left() > 600;
    }

    @Override
    public Reply settle(String transaction, boolean own) {
        if (broken.contains(Breakage.SETTLE_TRUSTS_THE_JOURNAL)) {
            return done(journalled == Step.RELEASE ? "settled applied" : "settled restored-asked");
        }
        boolean may = own || broken.contains(Breakage.SETTLE_STEALS);
        if (!phase.isEmpty()) {
            if (!may && !expired()) {
                return done("pending " + left());
            }
            stolen |= !own && !expired();
            if (phase.equals("reloaded") && broken.contains(Breakage.SETTLE_CONFIRMS)) {
                settle("applied");
            }
        } else if (staged && verdict.isEmpty() && !may) {
            return done("staging");
        }
        return undo("restored-asked");
    }

    private Reply undo(String as) {
        if (broken.contains(Breakage.NO_RESTORE)) {
            settle(as);
            return done("settled " + as);
        }
        if (phase.isEmpty()) {
            timer = Optional.empty();
            staged = staged && !verdict.isEmpty();
            return done("settled " + (verdict.isEmpty() ? "nothing" : verdict));
        }
        if (phase.equals("taken")) {
            settle("untouched");
        } else {
            disk = Config.OLD;
            running = Config.OLD;
            settle(as);
        }
        return done("settled " + verdict);
    }

    private void settle(String as) {
        verdict = as;
        phase = "";
        timer = Optional.empty();
    }

    @Override
    public Optional<Diagnostic> answerAsBefore() {
        return open() ? Optional.empty() : Optional.of(Diagnostic.error("nobody gets in"));
    }

    @Override
    public List<String> console() {
        return List.of("sh undo.sh");
    }

    private static Reply done(String word) {
        return new Reply.Done(List.of(), word);
    }
}
