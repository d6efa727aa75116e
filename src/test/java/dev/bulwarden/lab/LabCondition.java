package dev.bulwarden.lab;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips a lab test where there is no lab, or fails it where the lab is required. */
final class LabCondition implements ExecutionCondition {
    /** {@code ./verify} counts the skipped tests whose reason begins with this. */
    static final String SKIPPED = "no lab: ";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return decide(LabDocker.missing(), required());
    }

    static ConditionEvaluationResult decide(Optional<String> missing, boolean required) {
        if (missing.isEmpty()) {
            return ConditionEvaluationResult.enabled("the lab is there");
        }
        if (required) {
            throw new IllegalStateException("the lab is required here, but " + missing.get());
        }
        return ConditionEvaluationResult.disabled(SKIPPED + missing.get());
    }

    static boolean required() {
        return "true".equals(System.getenv("CI")) || "required".equals(System.getProperty("bulwarden.lab"));
    }
}
