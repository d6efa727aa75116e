package dev.bulwarden.diagnostic;

/** How bad a {@link Diagnostic} is. Only {@link #ERROR} stops work. */
public enum Severity {
    ERROR, WARNING, INFO
}
