package dev.bulwarden.remote.mina;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** Admits only what known_hosts trusts, and remembers what was shown and why it was refused. */
final class HostKeyCheck implements HostKeyRule {
    private final KnownHosts known;
    private final KnownName name;
    private volatile Verdict verdict = new Verdict.Unknown();
    private volatile Optional<HostKey> shown = Optional.empty();

    HostKeyCheck(KnownHosts known, KnownName name) {
        this.known = known;
        this.name = name;
    }

    /** Types known for the host first (order_hostkeyalgs of OpenSSH), certificates only where an authority is known. */
    @Override
    public List<String> algorithms() {
        Set<String> types = known.types(name);
        List<String> names = new ArrayList<>();
        if (known.hasAuthority(name)) {
            names.addAll(Algorithms.HOST_CERTIFICATES);
        }
        Algorithms.HOST_KEYS.stream().filter(a -> types.contains(Algorithms.keyType(a))).forEach(names::add);
        Algorithms.HOST_KEYS.stream().filter(a -> !names.contains(a)).forEach(names::add);
        return names;
    }

    @Override
    public boolean admits(PublicKey key) {
        if (key instanceof OpenSshCertificate certificate) {
            return admits(certificate);
        }
        HostKey plain = hostKey(key);
        shown = Optional.of(plain);
        verdict = known.judge(name, plain);
        return verdict instanceof Verdict.Trusted;
    }

    /**
     * The library has checked the certificate's signature, time and principals; this refuses the ones ssh refuses on top (no principals,
     * critical options) and falls back to the plain key where no authority vouches, as ssh does.
     */
    private boolean admits(OpenSshCertificate certificate) {
        HostKey own = hostKey(certificate.getCertPubKey());
        boolean usable = !certificate.getPrincipals().isEmpty() && certificate.getCriticalOptions().isEmpty();
        if (usable) {
            shown = Optional.of(own);
            verdict = known.judgeCertificate(name, hostKey(certificate.getCaPubKey()), own);
            if (!(verdict instanceof Verdict.Unknown)) {
                return verdict instanceof Verdict.Trusted;
            }
        }
        return admits(certificate.getCertPubKey());
    }

    static HostKey hostKey(PublicKey key) {
        var buffer = new ByteArrayBuffer();
        buffer.putRawPublicKey(key);
        return HostKey.of(buffer.getCompactData()).orElseThrow(() -> new IllegalStateException("key without a type"));
    }

    /** Types of the keys it would be believed by; empty where an authority is known, which believes any. */
    Set<String> pinned() {
        return known.hasAuthority(name) ? Set.of() : known.types(name);
    }

    Verdict verdict() {
        return verdict;
    }

    /** The plain key the host showed; empty before it did. */
    Optional<HostKey> shown() {
        return shown;
    }
}
