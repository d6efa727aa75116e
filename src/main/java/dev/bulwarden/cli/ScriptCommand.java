package dev.bulwarden.cli;

import dev.bulwarden.fact.Evaluation;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.transaction.HostScript;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bulwarden script}: the sh text that runs as root on hosts, for reading. */
@Command(name = "script", mixinStandardHelpOptions = true, description = "Prints a script that runs as root on hosts, for you to read.")
final class ScriptCommand implements Callable<Integer> {
    private final Console console;
    @Parameters(paramLabel = "survey|evaluation|transaction")
    private Name name = Name.SURVEY;

    /** Which one. */
    enum Name {
        SURVEY, EVALUATION, TRANSACTION
    }

    ScriptCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        console.out().print(switch (name) {
            case SURVEY ->
                Survey.script() + "\n# Run once for each account, in a shell of its own; it travels as data.\n"
                        + Survey.walk();
            case EVALUATION -> Evaluation.script();
            case TRANSACTION -> HostScript.text();
        });
        return 0;
    }
}
