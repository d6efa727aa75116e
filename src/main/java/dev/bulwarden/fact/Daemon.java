package dev.bulwarden.fact;

import dev.bulwarden.command.Clean;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** How sshd is run on a host, and so how it can be made to read its configuration again. */
public sealed interface Daemon {
    /** The options it is, or would be, started with. */
    Options options();

    /** The process that listens, if one does. */
    Optional<Running> running();

    /** For messages, and to tell it from another on the same host: its unit, or its command line. */
    default String words() {
        return switch (this) {
            case SystemdService service -> Clean.line(service.unit());
            case SystemdSocket socket -> Clean.line(socket.unit());
            case Standalone alone -> Clean.line("sshd " + String.join(" ", alone.options().arguments())).strip();
            case None _ -> "none that runs";
        };
    }

    /**
     * A service of systemd.
     *
     * @param unit such as {@code ssh.service}
     * @param running empty: the unit is stopped or failed
     * @param state systemd's ActiveState, such as {@code active} or {@code failed}
     */
    record SystemdService(String unit, String state, Options options, Optional<Running> running) implements Daemon {}

    /**
     * systemd listens and starts sshd: Port and ListenAddress of the configuration are ignored.
     *
     * @param unit the socket, such as {@code ssh.socket}
     * @param service what it starts, such as {@code ssh.service} or {@code ssh@.service}
     * @param accept true: one sshd for each connection, which reads the configuration each time
     * @param running with {@code accept} always empty; else empty until the first connection
     */
    record SystemdSocket(String unit, String service, boolean accept, Options options, Optional<Running> running)
            implements
                Daemon {}

    /** A process that systemd does not manage. */
    record Standalone(Options options, Running process) implements Daemon {
        @Override
        public Optional<Running> running() {
            return Optional.of(process);
        }
    }

    /** sshd is installed, but nothing runs it and no unit would start it. */
    record None(Options options) implements Daemon {
        @Override
        public Optional<Running> running() {
            return Optional.empty();
        }
    }

    /**
     * sshd's own command line options.
     *
     * @param arguments those that bear on the configuration ({@code -4 -6 -b -c -C -f -g -h -k -o -p -u}), each option and each value one element
     * @param config the main configuration file
     */
    record Options(List<String> arguments, String config) {
        public Options {
            arguments = List.copyOf(arguments);
            Objects.requireNonNull(config, "config is null");
        }
    }

    /**
     * The process that listens.
     *
     * @param executable what runs; it may differ from what is on disk now
     * @param replaced whether the running binary was since replaced or removed: old code is in memory
     * @param loaded when it last read its configuration (the PidFile's mtime, rewritten at every reload), seconds since 1970 by the host's
     *     clock; empty: it keeps no PidFile
     */
    record Running(int pid, String executable, boolean replaced, OptionalLong loaded) {}
}
