package dev.bulwarden.remote.mina;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.jspecify.annotations.Nullable;

/** The identities one session offers, in order, how far it came with them, and what the host answered. Filled on other threads. */
final class Offers implements PublicKeyAuthenticationReporter {
    private static final AttributeKey<Offers> KEY = new AttributeKey<>();

    private final List<Identity> identities;
    private final Set<PublicKey> attempted = new LinkedHashSet<>();
    private final Map<Identity, String> unsigned = new LinkedHashMap<>();
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

    @Override
    public synchronized void signalAuthenticationAttempt(ClientSession session, String service, KeyPair identity,
            String signature) {
        attempted.add(identity.getPublic());
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

    /** The host would have taken this key, but it could not sign. */
    synchronized void unsigned(Identity identity, Exception why) {
        unsigned.put(identity, Causes.words(why));
    }

    /** Keys the host would have taken but that could not sign, each with the reason. */
    synchronized Map<Identity, String> unsigned() {
        return new LinkedHashMap<>(unsigned);
    }

    /** Fingerprint of the plain key the host took, {@code SHA256:…}; empty: none yet, or a certificate. */
    Optional<String> taken() {
        PublicKey key = taken;
        return key == null || key instanceof OpenSshCertificate
                ? Optional.empty()
                : Optional.of(KeyUtils.getFingerPrint(BuiltinDigests.sha256, key));
    }

    /** All there is to offer, in order. */
    List<Identity> identities() {
        return identities;
    }

    /** What the host was asked about. */
    synchronized List<Identity> offered() {
        return identities.stream().filter(i -> attempted.contains(i.publicKey())).toList();
    }

    /** What the host was never asked about: it ended the login first, or the key can sign with no algorithm of ours. */
    synchronized List<Identity> notOffered() {
        return identities.stream().filter(i -> !attempted.contains(i.publicKey())).toList();
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
