package dev.bulwarden.remote.mina;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.remote.mina.KnownHostsLine.Marker;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which host keys are believed: the lines of some known_hosts files, in order. Text in, verdict out; it reads no file.
 *
 * <p>The rules are those of check_key_in_hostkeys and check_host_key in OpenSSH's hostfile.c and sshconnect.c.
 */
public final class KnownHosts {
    private final Map<String, List<KnownHostsLine>> literal = new HashMap<>();
    private final List<KnownHostsLine> tried = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();

    /** Adds the lines of one file. A malformed line is skipped with a warning, as ssh skips it. */
    public KnownHosts add(String source, String text) {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (KnownHostsLine.blank(lines.get(i))) {
                continue;
            }
            Place place = Place.line(source, i + 1);
            KnownHostsLine.parse(place, lines.get(i)).ifPresentOrElse(this::add,
                    () -> warnings
                            .add(Diagnostic.warning(place, "not a known_hosts line; ignored, as ssh ignores it")));
        }
        return this;
    }

    private void add(KnownHostsLine line) {
        line.names().literals().ifPresentOrElse(
                names -> names.forEach(n -> literal.computeIfAbsent(n, _ -> new ArrayList<>()).add(line)),
                () -> tried.add(line));
    }

    /** One for each line that could not be read. */
    public List<Diagnostic> warnings() {
        return List.copyOf(warnings);
    }

    /** What these files say about a key the host showed. */
    public Verdict judge(KnownName name, HostKey key) {
        Verdict verdict = judge(name.text(), key);
        if (verdict instanceof Verdict.Unknown && name.hasPort()
                && judge(name.withoutPort().text(), key) instanceof Verdict.Trusted trusted) {
            return trusted;
        }
        return verdict;
    }

    private Verdict judge(String name, HostKey key) {
        Optional<Verdict> revoked = revoked(name, key);
        if (revoked.isPresent()) {
            return revoked.get();
        }
        List<KnownHostsLine> known = about(name).filter(l -> l.marker() == Marker.KEY).toList();
        Optional<KnownHostsLine> same = known.stream().filter(l -> l.key().equals(key)).findFirst();
        if (same.isPresent()) {
            return new Verdict.Trusted(same.get().place());
        }
        Optional<Verdict> changed = known.stream().filter(l -> l.key().type().equals(key.type())).findFirst()
                .map(l -> new Verdict.Changed(l.key(), l.place()));
        return changed.or(() -> known.stream().findFirst().map(l -> new Verdict.OtherType(l.key(), l.place())))
                .orElseGet(Verdict.Unknown::new);
    }

    /**
     * What these files say about a certificate, whose own validity the caller has checked: trusted if its authority is, revoked if its
     * authority or its own key is; else unknown, and the plain key decides.
     */
    public Verdict judgeCertificate(KnownName name, HostKey authority, HostKey own) {
        Optional<Verdict> revoked = revoked(name.text(), authority).or(() -> revoked(name.text(), own));
        if (revoked.isPresent()) {
            return revoked.get();
        }
        return names(name).flatMap(this::about).filter(l -> l.marker() == Marker.AUTHORITY)
                .filter(l -> l.key().equals(authority)).findFirst()
                .<Verdict>map(l -> new Verdict.Trusted(l.place())).orElseGet(Verdict.Unknown::new);
    }

    private Optional<Verdict> revoked(String name, HostKey key) {
        return about(name).filter(l -> l.marker() == Marker.REVOKED && l.key().equals(key)).findFirst()
                .map(l -> new Verdict.Revoked(l.place()));
    }

    /** Types of the keys known for this host, to be asked of it first. */
    public Set<String> types(KnownName name) {
        return names(name).flatMap(this::about).filter(l -> l.marker() == Marker.KEY).map(l -> l.key().type())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a certificate authority is believed for this host, so that a certificate is worth asking for. */
    public boolean hasAuthority(KnownName name) {
        return names(name).flatMap(this::about).anyMatch(l -> l.marker() == Marker.AUTHORITY);
    }

    private static Stream<String> names(KnownName name) {
        return name.hasPort() ? Stream.of(name.text(), name.withoutPort().text()) : Stream.of(name.text());
    }

    private Stream<KnownHostsLine> about(String name) {
        return Stream.concat(literal.getOrDefault(name, List.of()).stream(),
                tried.stream().filter(l -> l.names().match(name)));
    }
}
