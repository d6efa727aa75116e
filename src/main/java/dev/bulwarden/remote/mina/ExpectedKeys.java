package dev.bulwarden.remote.mina;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host keys an operator learnt by another way, against which {@code trust} compares what a host shows.
 *
 * @param keys each for the hosts its line names, or for any host where it names none
 */
public record ExpectedKeys(List<Expected> keys) {
    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");
    private static final Pattern LISTED = Pattern.compile("[0-9]+ (SHA256:[A-Za-z0-9+/]{43}) .*\\([A-Z0-9-]+\\)");
    private static final Set<String> TYPES = Set.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521", "ssh-rsa");

    /**
     * @param names the hosts it is for; empty: any
     * @param fingerprint {@code SHA256:…}
     */
    record Expected(Optional<HostNames> names, String fingerprint) {}

    public ExpectedKeys {
        keys = List.copyOf(keys);
    }

    /** One fingerprint, as {@code --fingerprint} takes it. */
    public static Checked<ExpectedKeys> fingerprint(String text) {
        if (FINGERPRINT.matcher(text).matches()) {
            return Checked.accepted(new ExpectedKeys(List.of(new Expected(Optional.empty(), text))));
        }
        return Checked.rejected(Diagnostic.error("not a fingerprint: " + text)
                .remedy("write it as ssh-keygen -lf KEY.pub prints it: SHA256: and 43 characters"));
    }

    /**
     * Lines of known_hosts, of ssh-keyscan, of public key files, or of {@code ssh-keygen -lf}, mixed as they come.
     *
     * @param source the file's name, for diagnostics
     */
    public static Checked<ExpectedKeys> lines(String source, String text) {
        List<Expected> keys = new ArrayList<>();
        List<Diagnostic> problems = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            Place place = Place.line(source, i + 1);
            if (!KnownHostsLine.blank(lines.get(i))) {
                line(place, lines.get(i).strip()).ifPresentOrElse(keys::add, () -> problems.add(Diagnostic
                        .error(place, "neither a host key nor a fingerprint")
                        .remedy("give lines of known_hosts, ssh-keyscan, *.pub or ssh-keygen -lf")));
            }
        }
        if (keys.isEmpty() && problems.isEmpty()) {
            problems.add(Diagnostic.error(Place.file(source), "no host key in this file"));
        }
        return Checked.of(new ExpectedKeys(keys), problems);
    }

    private static Optional<Expected> line(Place place, String line) {
        Matcher listed = LISTED.matcher(line);
        if (listed.matches()) {
            return Optional.of(new Expected(Optional.empty(), listed.group(1)));
        }
        if (FINGERPRINT.matcher(line).matches()) {
            return Optional.of(new Expected(Optional.empty(), line));
        }
        String[] fields = line.split("[ \t]+", 3);
        if (fields.length > 1 && TYPES.contains(fields[0])) {
            return HostKey.ofBase64(fields[1]).map(k -> new Expected(Optional.empty(), k.fingerprint()));
        }
        return KnownHostsLine.parse(place, line).filter(l -> l.marker() == KnownHostsLine.Marker.KEY)
                .map(l -> new Expected(Optional.of(l.names()), l.key().fingerprint()));
    }

    /** Of the keys a host shows, those that are expected of it. */
    public List<Trust.Shown> confirmed(List<Trust.Shown> shown) {
        return shown.stream().filter(s -> fingerprints(s.name()).contains(s.key().fingerprint())).toList();
    }

    private Set<String> fingerprints(KnownName name) {
        Set<String> expected = new LinkedHashSet<>();
        for (Expected key : keys) {
            boolean here = key.names.isEmpty() || key.names.get().match(name.text())
                    || key.names.get().match(name.withoutPort().text());
            if (here) {
                expected.add(key.fingerprint);
            }
        }
        return expected;
    }
}
