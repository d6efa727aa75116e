package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.report.ExitCode;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** The program. */
@Command(name = "bulwarden", versionProvider = Bulwarden.Version.class, mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true, description = {
        "Hardens the SSH front door of a fleet and keeps it that way.",
        "Shows exactly what would change, changes it in one transaction, proves it with the real sshd -T, and"
                + " puts everything back when anything fails."}, exitCodeListHeading = "%nExit codes:%n", exitCodeList = {
                        "0:done, nothing pending",
                        "1:error: bad files, unreachable host", "2:changes pending, failed audit, hosts left unstarted",
                        "3:rolled back", "4:in doubt or stranded", "5:refused or blocked; nothing changed",
                        "64:command line"})
public final class Bulwarden implements Runnable {
    private final Console console;

    Bulwarden(Console console) {
        this.console = console;
    }

    /** Runs the program and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Console console = Console.ofProcess();
        Signals.become(console);
        System.exit(run(console, arguments));
    }

    /** Runs the program on a console and gives its exit code. */
    static int run(Console console, String... arguments) {
        Bulwarden program = new Bulwarden(console);
        CommandLine line = commandLine(program, console);
        line.setOut(console.out()).setErr(console.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((problem, _, _) -> program.explain(problem).number());
        line.setParameterExceptionHandler((problem, _) -> {
            console.err().println("error: " + problem.getMessage());
            if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, console.err())) {
                console.err().println(
                        "       try: " + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help");
            }
            return ExitCode.USAGE.number();
        });
        int code = line.execute(arguments);
        console.out().flush();
        console.err().flush();
        return code;
    }

    static CommandLine commandLine(Bulwarden program, Console console) {
        CommandLine line = new CommandLine(program);
        for (Object command : List.of(new PlanCommand(console), new ApplyCommand(console), new AuditCommand(console),
                new RollbackCommand(console), new SettleCommand(console), new BackupsCommand(console),
                new FactsCommand(console),
                new HostsCommand(console), new PingCommand(console), new TrustCommand(console),
                new ExplainCommand(console), new InitCommand(console), new SchemaCommand(console),
                new ScriptCommand(console), new LabCommand(console), new DemoCommand(console),
                new AutoComplete.GenerateCompletion(), new HelpCommand())) {
            line.addSubcommand(command);
        }
        return line;
    }

    /** Without a command: the usage. */
    @Override
    public void run() {
        commandLine(this, console).usage(console.out());
    }

    private ExitCode explain(Exception problem) {
        return switch (problem) {
            case UserError error -> {
                console.show(error.diagnostics());
                yield error.exitCode();
            }
            case InterruptedException _ -> {
                console.err().println("interrupted");
                yield ExitCode.ERROR;
            }
            default -> {
                console.show(List.of(Diagnostic.error("this is a fault in Bulwarden: " + problem)
                        .remedy("please report it with the lines below")));
                problem.printStackTrace(console.err());
                yield ExitCode.ERROR;
            }
        };
    }

    /** The version from the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Bulwarden.class.getPackage().getImplementationVersion();
            return new String[]{"bulwarden " + (version == null ? "(not packaged)" : version)};
        }
    }
}
