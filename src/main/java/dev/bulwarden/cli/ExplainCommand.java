package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.report.KeywordReport;
import dev.bulwarden.syntax.sshd.Keyword;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bulwarden explain}: what a keyword of sshd_config means, offline. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = "Explains a keyword of sshd_config: what it does, which value counts, which releases know it.")
final class ExplainCommand implements Callable<Integer> {
    private final Console console;
    @Mixin
    private final OutputOptions output = new OutputOptions();
    @Parameters(paramLabel = "WORD", description = "such as PermitRootLogin")
    private String word = "";

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError {
        output.begin();
        Optional<Keyword> keyword = Keyword.of(word);
        if (keyword.isEmpty()) {
            Diagnostic unknown = Diagnostic.error("no release of OpenSSH from 8.4 on knows a keyword " + word);
            throw new UserError(
                    Keyword.nearest(word).map(n -> unknown.remedy("did you mean " + n + "?")).orElse(unknown));
        }
        return output.end(console, new KeywordReport(keyword.get()));
    }
}
