package dev.bulwarden.chaos;

import dev.bulwarden.lab.LabHost;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;

/** Carries strikes out, and takes those that last back when their time is over. */
final class Striking {
    private final Site site;
    private final LabHost host;
    private final Controller controller;
    private final Story story;
    /** Held by whoever uses the host; nobody can while it stands still or has no power. */
    private final ReentrantLock awake = new ReentrantLock();
    private final List<Thread> lasting = new ArrayList<>();
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    Striking(Site site, Controller controller, Story story) {
        this.site = site;
        this.host = site.host();
        this.controller = controller;
        this.story = story;
    }

    void strike(Strike strike) {
        story.tell("strike: " + strike);
        switch (strike) {
            case Strike.Kill _ -> controller.kill();
            case Strike.Signal(var name, var times) -> signal(name, times);
            case Strike.Cut(var time) -> network(Relay.State.CUT, time, false);
            case Strike.Wall(var time) -> network(Relay.State.WALLED, time, false);
            case Strike.Stall(var way, var time, var resumes) -> network(way, time, !resumes);
            case Strike.Unplug(var time) -> onHost("ip link set eth0 down", time, "ip link set eth0 up");
            case Strike.PowerCycle _ -> later("power", Duration.ZERO, this::powerCycle);
            case Strike.Suspend(var time) -> later("suspended", Duration.ZERO, () -> suspend(time));
            case Strike.FullDisk(var folders) ->
                folders.forEach(
                        f -> alone(() -> host.sh("dd if=/dev/zero of=\"$1\"/filler bs=1k 2>/dev/null || true", f)));
            case Strike.ReadOnlyEtc(var time) -> onHost("mount --bind /etc /etc && mount -o remount,bind,ro /etc", time,
                    "! mountpoint -q /etc || umount -l /etc");
            case Strike.DaemonKilled _ -> alone(() -> host.sh("systemctl kill -s KILL --kill-who=main ssh || true"));
            case Strike.DaemonDiesOnReload _ -> alone(() -> host.sh("""
                    mkdir -p /run/systemd/system/ssh.service.d
                    printf '[Service]\\nRestart=no\\nExecReload=\\nExecReload=/bin/kill -KILL $MAINPID\\n' \\
                        >/run/systemd/system/ssh.service.d/chaos.conf
                    systemctl daemon-reload
                    """));
        }
    }

    /**
     * Waits until everything that lasted for a time is over.
     *
     * @return strikes that could not be carried out or taken back
     */
    List<String> passes() throws InterruptedException {
        for (Thread one : lasting) {
            one.join();
        }
        return List.copyOf(troubles);
    }

    private void signal(String name, int times) {
        try {
            for (int heard = 0; heard < times; heard++) {
                controller.signal(name);
                controller.hearsRequests(heard + 1);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void network(Relay.State state, Duration time, boolean reset) {
        site.relay().become(state);
        later(state.toString(), time, () -> {
            if (reset) {
                site.relay().reset();
            }
            site.relay().become(Relay.State.CLEAR);
        });
    }

    private void onHost(String begin, Duration time, String end) {
        alone(() -> host.sh(begin));
        later(begin, time, () -> alone(() -> host.sh(end)));
    }

    private void powerCycle() {
        alone(site::powerCycle);
    }

    private void suspend(Duration time) {
        alone(() -> {
            host.suspend();
            try {
                Thread.sleep(time);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } finally {
                host.resume();
            }
        });
    }

    private void alone(Runnable deed) {
        awake.lock();
        try {
            deed.run();
        } finally {
            awake.unlock();
        }
    }

    private void later(String what, Duration time, Runnable deed) {
        lasting.add(Thread.ofPlatform().daemon().start(() -> {
            try {
                Thread.sleep(time);
                deed.run();
                story.tell("over: " + what);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | AssertionError e) {
                troubles.add(what + " failed: " + e);
            }
        }));
    }
}
