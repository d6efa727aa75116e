package dev.bulwarden.remote.mina;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.signature.SignatureFactoriesManager;
import org.jspecify.annotations.Nullable;

/** The identities one session offers, in order, and what the host answered. Filled on I/O threads. */
final class Offers implements PublicKeyAuthenticationReporter {
    private static final AttributeKey<Offers> KEY = new AttributeKey<>();

    private final List<Identity> identities;
    private volatile boolean partial;
    private volatile List<String> methods = List.of();
    private volatile @Nullable PublicKey taken;

    private Offers(List<Identity> identities) {
        this.identities = identities;
    }

    /** Gives a session its identities. */
    static Offers to(ClientSession session, List<Identity> identities) {
        Offers offers = new Offers(List.copyOf(identities));
        session.setAttribute(KEY, offers);
        session.setPublicKeyAuthenticationReporter(offers);
        return offers;
    }

    static Offers of(ClientSession session) {
        Offers offers = session.getAttribute(KEY);
        if (offers == null) {
            throw new IllegalStateException("authentication before identities were offered");
        }
        return offers;
    }

    Iterator<PublicKeyIdentity> iterator(ClientSession session, SignatureFactoriesManager signatures) {
        return identities.stream().map(i -> i.ready(session, signatures)).iterator();
    }

    @Override
    public void signalAuthenticationFailure(ClientSession session, String service, @Nullable KeyPair identity,
            boolean partially, @Nullable List<String> serverMethods) {
        partial |= partially;
        methods = serverMethods == null ? List.of() : List.copyOf(serverMethods);
    }

    @Override
    public void signalAuthenticationSuccess(ClientSession session, String service, KeyPair identity) {
        taken = identity.getPublic();
    }

    /** Fingerprint of the plain key the host took, {@code SHA256:…}; empty: none yet, or a certificate. */
    Optional<String> taken() {
        PublicKey key = taken;
        return key == null || key instanceof OpenSshCertificate
                ? Optional.empty()
                : Optional.of(KeyUtils.getFingerPrint(BuiltinDigests.sha256, key));
    }

    List<Identity> identities() {
        return identities;
    }

    /** Whether a key was right but the host wants more than a key. */
    boolean wantsMore() {
        return partial;
    }

    /** Methods with which the host would go on; hostile. */
    List<String> methods() {
        return methods;
    }
}
