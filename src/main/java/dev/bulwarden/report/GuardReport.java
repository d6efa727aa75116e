package dev.bulwarden.report;

import dev.bulwarden.guard.GuardPage;
import tools.jackson.databind.node.ObjectNode;

/** A guard explained by its page. */
public record GuardReport(GuardPage page) implements Report {

    @Override
    public String text(Style style) {
        return page.text().replaceFirst("^# ", "").replace("**", "").strip() + "\n";
    }

    @Override
    public ObjectNode json() {
        return Report.object().put("format", "bulwarden-report/1").put("command", "explain").put("guard", page.id())
                .put("page", page.text()).put("exit_code", exitCode().number());
    }

    @Override
    public ExitCode exitCode() {
        return ExitCode.DONE;
    }
}
