package dev.bulwarden.remote.mina;

import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.signature.SignatureFactoriesManager;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Public key authentication that offers a given list, and neither default files nor everything an agent holds.
 *
 * <p>A key that cannot sign is given up and the next one offered, as ssh does; the library ends the session there. Signing takes place on a
 * thread of its own, since an agent may ask a person and the library's few I/O threads serve all hosts.
 */
final class OfferedKeysAuthentication extends UserAuthPublicKey {
    private final Offers offers;

    OfferedKeysAuthentication(Offers offers) {
        super(Algorithms.signatures());
        this.offers = offers;
    }

    /** An identity in the library's terms. */
    private final class Offered implements PublicKeyIdentity {
        private final Identity identity;
        private byte[] tail = {};

        Offered(Identity identity) {
            this.identity = identity;
        }

        @Override
        public KeyPair getKeyIdentity() {
            return new KeyPair(identity.publicKey(), null);
        }

        @Override
        public Map.Entry<String, byte[]> sign(SessionContext session, String algorithm, byte[] data)
                throws NoSignature {
            try {
                AgentSocket.Signed signed = identity.sign((ClientSession) session, OfferedKeysAuthentication.this,
                        algorithm, data);
                tail = signed.tail();
                return Map.entry(algorithm, signed.value());
            } catch (Exception e) {
                offers.unsigned(identity, e);
                throw new NoSignature(e);
            }
        }
    }

    /** No signature could be made with a key the host would take. */
    private static final class NoSignature extends Exception {
        private static final long serialVersionUID = 1L;

        NoSignature(Exception cause) {
            super(cause);
        }
    }

    @Override
    protected Iterator<PublicKeyIdentity> createPublicKeyIterator(ClientSession session,
            SignatureFactoriesManager manager) {
        return offers.identities().stream().<PublicKeyIdentity>map(Offered::new).iterator();
    }

    /** Signatures of FIDO tokens are checked by the host alone; the library has nothing to make them with and need not. */
    @Override
    protected @Nullable String getDefaultSignatureAlgorithm(ClientSession session, String service,
            PublicKeyIdentity identity, KeyPair pair, String keyType) {
        boolean signs = identity instanceof Offered offered && offered.identity instanceof Identity.InAgent;
        return signs && keyType.startsWith("sk-") ? keyType : null;
    }

    @Override
    protected synchronized boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
        return super.sendAuthDataRequest(session, service);
    }

    @Override
    public synchronized void signalAuthMethodFailure(ClientSession session, String service, boolean partial,
            List<String> serverMethods, Buffer buffer) throws Exception {
        super.signalAuthMethodFailure(session, service, partial, serverMethods, buffer);
    }

    @Override
    protected boolean processAuthDataRequest(ClientSession session, String service, Buffer buffer) {
        Buffer question = new ByteArrayBuffer(buffer.getCompactData()); // the library uses its own again
        Thread.ofVirtual().name("sign").start(() -> answer(session, service, question));
        return true;
    }

    private synchronized void answer(ClientSession session, String service, Buffer question) {
        try {
            super.processAuthDataRequest(session, service, question);
        } catch (NoSignature _) {
            next(session, service); // the reason is kept in the offers
        } catch (Exception e) {
            session.exceptionCaught(e);
        }
    }

    private void next(ClientSession session, String service) {
        current = null;
        try {
            if (!super.sendAuthDataRequest(session, service)) {
                session.disconnect(SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, "no more keys");
            }
        } catch (Exception e) {
            session.exceptionCaught(e);
        }
    }

    /** After the signature of a FIDO token come its flags and counter (OpenSSH's PROTOCOL.u2f), of which the library knows nothing. */
    @Override
    protected byte[] appendSignature(ClientSession session, String service, String name, String username,
            String algorithm, PublicKey key, @Nullable PublicKey serverKey, Buffer buffer) throws Exception {
        int start = buffer.wpos();
        byte[] signature = super.appendSignature(session, service, name, username, algorithm, key, serverKey, buffer);
        if (current instanceof Offered offered && offered.tail.length > 0) {
            buffer.wpos(start);
            Buffer whole = new ByteArrayBuffer();
            whole.putString(algorithm);
            whole.putBytes(signature);
            whole.putRawBytes(offered.tail);
            buffer.putBytes(whole.getCompactData());
        }
        return signature;
    }
}
