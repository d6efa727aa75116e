package dev.bulwarden.chaos;

import java.time.Duration;
import java.util.List;

/** Something that goes wrong. What lasts, lasts for a time. */
sealed interface Strike {
    /** The controller is gone at once, with SIGKILL. */
    record Kill() implements Strike {}

    /**
     * The controller is asked to end, as by Ctrl-C or a shutdown.
     *
     * @param name {@code INT} or {@code TERM}
     * @param times the next one follows once the one before was heard
     */
    record Signal(String name, int times) implements Strike {}

    /** The network resets every connection and refuses new ones. */
    record Cut(Duration lasting) implements Strike {}

    /** The network refuses new connections only. */
    record Wall(Duration lasting) implements Strike {}

    /**
     * The network swallows what is sent and tells nobody.
     *
     * @param way which way
     * @param resumes whether what was sent arrives in the end; otherwise the connections are reset then
     */
    record Stall(Relay.State way, Duration lasting, boolean resumes) implements Strike {}

    /** The host's network interface is down: the kernel's own connections stall. */
    record Unplug(Duration lasting) implements Strike {}

    /** The power of the host fails and comes back. */
    record PowerCycle() implements Strike {}

    /** The whole host stands still, as a virtual machine that is suspended. */
    record Suspend(Duration lasting) implements Strike {}

    /** No byte can be written in these folders any more. Stays so. */
    record FullDisk(List<String> folders) implements Strike {
        public FullDisk {
            folders = List.copyOf(folders);
        }
    }

    /** /etc is read-only. */
    record ReadOnlyEtc(Duration lasting) implements Strike {}

    /** The listening sshd is killed; systemd starts another. */
    record DaemonKilled() implements Strike {}

    /** From now on sshd dies when it is told to reload, and nobody starts another. Stays so. */
    record DaemonDiesOnReload() implements Strike {}

    /** Its name, by which runs are counted. */
    default Kind kind() {
        return switch (this) {
            case Kill _ -> Kind.KILL;
            case Signal(var name, var times) -> name.equals("INT")
                    ? times == 1 ? Kind.INTERRUPT : Kind.INTERRUPT_TWICE
                    : times == 1 ? Kind.TERMINATE : Kind.TERMINATE_TWICE;
            case Cut _ -> Kind.CUT;
            case Wall _ -> Kind.WALL;
            case Stall _ -> Kind.STALL;
            case Unplug _ -> Kind.UNPLUG;
            case PowerCycle _ -> Kind.POWER_CYCLE;
            case Suspend _ -> Kind.SUSPEND;
            case FullDisk _ -> Kind.FULL_DISK;
            case ReadOnlyEtc _ -> Kind.READ_ONLY_ETC;
            case DaemonKilled _ -> Kind.DAEMON_KILLED;
            case DaemonDiesOnReload _ -> Kind.DAEMON_DIES;
        };
    }

    /** Whether it hits the controller, and only that. */
    default boolean onController() {
        return this instanceof Kill || this instanceof Signal;
    }

    /** The kinds. */
    enum Kind {
        KILL, INTERRUPT, TERMINATE_TWICE, TERMINATE, INTERRUPT_TWICE, CUT, STALL, POWER_CYCLE, DAEMON_DIES,
        READ_ONLY_ETC, FULL_DISK, WALL, UNPLUG, SUSPEND, DAEMON_KILLED
    }
}
