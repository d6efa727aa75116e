package dev.bulwarden.transaction;

import dev.bulwarden.change.Expectation;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.remote.RemoteFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A host behind a link on which some calls go wrong. */
final class FaultyTarget implements Target, SettleTarget {
    /** The controller's process is gone. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private interface Call<T> {
        T run();
    }

    private final SimulatedHost host;
    private final Map<Integer, Fault> faults;
    private final boolean staysDown;
    private int calls;
    private boolean down;

    /**
     * @param faults by number of the call, from 0
     * @param staysDown whether a link that broke never comes back
     */
    FaultyTarget(SimulatedHost host, Map<Integer, Fault> faults, boolean staysDown) {
        this.host = host;
        this.faults = Map.copyOf(faults);
        this.staysDown = staysDown;
    }

    private <T> T call(Call<T> verb) throws RemoteFailure, InterruptedException {
        if (down) {
            throw lost();
        }
        Fault fault = faults.get(calls++);
        if (fault == null) {
            return verb.run();
        }
        switch (fault) {
            case Fault.LostBefore _ -> {
                down = staysDown;
                throw lost();
            }
            case Fault.LostAfter _ -> {
                down = staysDown;
                verb.run();
                throw lost();
            }
            case Fault.Late(var after) -> {
                down = staysDown;
                host.later(after, verb::run);
                throw lost();
            }
            case Fault.Slow(var before) -> {
                host.pass(before);
                return verb.run();
            }
            case Fault.Interrupted _ -> {
                verb.run();
                throw new InterruptedException();
            }
            case Fault.KilledBefore _ -> throw new Killed();
            case Fault.KilledAfter _ -> {
                verb.run();
                throw new Killed();
            }
            case Fault.HostClockSet(var by) -> {
                host.time.setHostClock(by);
                return verb.run();
            }
            case Fault.ControllerClockSet(var by) -> {
                host.time.setControllerClock(by);
                return verb.run();
            }
            case Fault.HostSleeps(var time) -> {
                host.sleep(time);
                return verb.run();
            }
            case Fault.ControllerSleeps(var time) -> {
                host.pass(time);
                host.time.controllerAsleep(time);
                return verb.run();
            }
            case Fault.HostRestarts _ -> {
                down = staysDown;
                host.restart();
                throw lost();
            }
        }
    }

    private static RemoteFailure lost() {
        return new RemoteFailure.LinkLost(Diagnostic.error("the link broke"), null);
    }

    @Override
    public Reply stage() throws RemoteFailure, InterruptedException {
        return call(host::stage);
    }

    @Override
    public Optional<Diagnostic> evaluate() throws RemoteFailure, InterruptedException {
        return call(host::evaluate);
    }

    @Override
    public Rehearsed rehearse() throws RemoteFailure, InterruptedException {
        return call(host::rehearse);
    }

    @Override
    public Reply take() throws RemoteFailure, InterruptedException {
        return call(host::take);
    }

    @Override
    public Reply install() throws RemoteFailure, InterruptedException {
        return call(host::install);
    }

    @Override
    public Reply reload() throws RemoteFailure, InterruptedException {
        return call(host::reload);
    }

    @Override
    public Optional<Diagnostic> answer(Expectation expectation) throws RemoteFailure, InterruptedException {
        return call(() -> host.answer(expectation));
    }

    @Override
    public Reply release() throws RemoteFailure, InterruptedException {
        return call(host::release);
    }

    @Override
    public Reply restore() throws RemoteFailure, InterruptedException {
        return call(host::restore);
    }

    @Override
    public Reply status() throws RemoteFailure, InterruptedException {
        return call(host::status);
    }

    @Override
    public Reply settle(String transaction, boolean own) throws RemoteFailure, InterruptedException {
        return call(() -> host.settle(transaction, own));
    }

    @Override
    public Optional<Diagnostic> answerAsBefore() throws InterruptedException {
        try {
            return call(host::answerAsBefore);
        } catch (RemoteFailure e) {
            return Optional.of(e.diagnostic());
        }
    }

    @Override
    public List<String> console() {
        return host.console();
    }
}
