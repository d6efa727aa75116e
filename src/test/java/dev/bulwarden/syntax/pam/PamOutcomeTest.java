package dev.bulwarden.syntax.pam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.syntax.pam.PamLint.Flaw;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Debian's sshd service comes to when a line is added, changed or a module is not installed; each was a login on real hosts. */
class PamOutcomeTest {

    private static final String SSHD = """
            @include common-auth
            account    required     pam_nologin.so
            @include common-account
            session [success=ok ignore=ignore module_unknown=ignore default=bad]        pam_selinux.so close
            session    required     pam_loginuid.so
            session    optional     pam_keyinit.so force revoke
            @include common-session
            session    required     pam_limits.so
            """;
    private static final Map<String, String> COMMON = Map.of("common-auth", """
            auth [success=1 default=ignore] pam_unix.so nullok
            auth requisite pam_deny.so
            auth required pam_permit.so
            """, "common-account", """
            account [success=1 new_authtok_reqd=done default=ignore] pam_unix.so
            account requisite pam_deny.so
            account required pam_permit.so
            """, "common-session", """
            session [default=1] pam_permit.so
            session requisite pam_deny.so
            session required pam_permit.so
            session optional pam_umask.so
            session required pam_unix.so
            session optional pam_systemd.so
            """);
    private static final Set<String> INSTALLED = Set.of("pam_unix.so", "pam_deny.so", "pam_permit.so", "pam_nologin.so",
            "pam_loginuid.so", "pam_keyinit.so", "pam_limits.so", "pam_umask.so", "pam_access.so");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"-|-", "session required pam_missing.so|session",
            "session optional pam_missing.so|-", "-session optional pam_missing.so|-",
            "-session required pam_missing.so|session",
            "session required /opt/pam_own.so|-", "account required pam_missing.so|account",
            "account sufficient pam_missing.so|-", "account required pam_deny.so|account",
            "account required pam_access.so|-",
            "session required pam_deny.so|session", "session [default=ignore] pam_deny.so|-",
            "account [success=die] pam_access.so|account", "session [success=bad default=ignore] pam_limits.so|session",
            "account nonsense pam_access.so|account", "auth required pam_deny.so|-", "auth required pam_missing.so|-",
            "password required pam_missing.so|-"})
    void oneMoreLine(String line, String stack) {
        assertThat(stopping(SSHD + (line == null ? "" : line + "\n")))
                .containsExactlyElementsOf(stack == null ? List.of() : List.of(stack));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", value = {"@include common-account|account",
            "@include common-session|-",
            "account    required     pam_nologin.so|-", "@include common-auth|-"})
    void oneLineLess(String line, String stack) {
        assertThat(stopping(SSHD.replace(line + "\n", "")))
                .containsExactlyElementsOf(stack == null ? List.of() : List.of(stack));
    }

    private static List<String> stopping(String sshd) {
        Map<String, PamService> files = new HashMap<>();
        COMMON.forEach((name, text) -> files.put(name, PamService.parse(text)));
        files.put("other",
                PamService.parse("@include common-auth\n@include common-account\n@include common-session\n"));
        files.put("sshd", PamService.parse(sshd));
        return PamLint.flaws("sshd", files, INSTALLED).stream().filter(Flaw::stopsKeys)
                .map(f -> f.stack().orElse("all")).distinct().toList();
    }
}
