package dev.bulwarden.fact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.lab.LabHost;
import java.util.stream.Stream;

/** Runs a probe on a lab host as root, without a login. */
public final class OnHost {
    private static final String FILE = "/tmp/bulwarden-probe.sh";

    private OnHost() {}

    /** Runs the script under a shell, given as its words. */
    static Output run(LabHost host, Command command, String... shell) {
        host.write(FILE, text(command));
        Output output = host.exec(Stream.concat(Stream.of(shell), Stream.of(FILE)).toArray(String[]::new));
        host.sh("rm " + FILE);
        return output;
    }

    /** The script as one text that runs {@code main} over its data. */
    static String text(Command command) {
        return command.script() + "main <<'BULWARDEN END OF DATA'\n" + command.data() + "BULWARDEN END OF DATA\n";
    }

    /** A probe's answer, read without a complaint. */
    public static <T> T ask(LabHost host, Probe<T> probe) {
        return accepted(probe.read(run(host, probe.command(), "sh")));
    }

    static <T> T accepted(Checked<T> checked) {
        assertThat(checked.diagnostics()).isEmpty();
        return ((Checked.Accepted<T>) checked).value();
    }
}
