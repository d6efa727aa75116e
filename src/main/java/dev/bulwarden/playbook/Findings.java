package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with the files that are being read; collected, so that all of it is said at once. */
final class Findings {
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    void add(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    void addAll(List<Diagnostic> more) {
        diagnostics.addAll(more);
    }

    void error(Place place, String message, String remedy) {
        diagnostics.add(Diagnostic.error(place, message).remedy(remedy));
    }

    <T> Checked<T> with(T value) {
        return Checked.of(value, Diagnostic.inFileOrder(diagnostics));
    }
}
