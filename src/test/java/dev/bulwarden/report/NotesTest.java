package dev.bulwarden.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.diagnostic.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of many is said once; warnings, and what stands at a place, are all told. */
class NotesTest {
    @Test
    void saysTheSameOnce() {
        List<Diagnostic> notes = List.of(info("a.b is no longer managed"), Diagnostic.warning("x is lost"),
                info("c.d is no longer managed"), Diagnostic.warning("y is lost"), info("e.f is no longer managed"),
                info("a.b wins over c.d"), new Diagnostic(Severity.INFO, "g.h is no longer managed",
                        Optional.of(Place.line("/etc/ssh/sshd_config", 3)), Optional.empty()));
        assertThat(Notes.brief(notes)).extracting(Diagnostic::message).containsExactly(
                "a.b (and 2 more) is no longer managed", "x is lost", "y is lost", "a.b wins over c.d",
                "g.h is no longer managed");
    }

    private static Diagnostic info(String message) {
        return new Diagnostic(Severity.INFO, message, Optional.empty(), Optional.empty());
    }
}
