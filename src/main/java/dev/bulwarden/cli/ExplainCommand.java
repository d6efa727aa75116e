package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Nearest;
import dev.bulwarden.guard.Guard;
import dev.bulwarden.guard.GuardPage;
import dev.bulwarden.report.GuardReport;
import dev.bulwarden.report.KeywordReport;
import dev.bulwarden.syntax.sshd.Keyword;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bulwarden explain}: what a keyword of sshd_config means, offline. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = {
        "Explains a keyword of sshd_config: what it does, its values, which one counts, its default in each release.",
        "Explains a guard by its page: what it sees, why that locks out, how to fix it."})
final class ExplainCommand implements Callable<Integer> {
    private final Console console;
    @Mixin
    private final OutputOptions output = new OutputOptions();
    @Parameters(paramLabel = "WORD", description = "such as PermitRootLogin, or L7")
    private String word = "";

    ExplainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws UserError {
        output.begin();
        Optional<Keyword> keyword = Keyword.of(word);
        if (keyword.isPresent()) {
            return output.end(console, new KeywordReport(keyword.get()));
        }
        Optional<GuardPage> page = GuardPage.of(word);
        if (page.isPresent()) {
            return output.end(console, new GuardReport(page.get()));
        }
        Diagnostic unknown = Diagnostic.error("no release of OpenSSH from 8.4 on knows a keyword " + word
                + ", and no guard has this id");
        throw new UserError(Keyword.nearest(word).or(() -> Nearest.to(word, Guard.every()))
                .map(n -> unknown.remedy("did you mean " + n + "?")).orElse(unknown.remedy("see docs/guards.md")));
    }
}
