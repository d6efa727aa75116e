package dev.bulwarden.remote.mina;

import java.util.Iterator;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.signature.SignatureFactoriesManager;

/** Public key authentication that offers a given list, and neither default files nor everything an agent holds. */
final class OfferedKeysAuthentication extends UserAuthPublicKey {
    private final Offers offers;

    OfferedKeysAuthentication(Offers offers) {
        super(Algorithms.signatures());
        this.offers = offers;
    }

    @Override
    protected Iterator<PublicKeyIdentity> createPublicKeyIterator(ClientSession session,
            SignatureFactoriesManager manager) {
        return offers.iterator(session, this);
    }
}
