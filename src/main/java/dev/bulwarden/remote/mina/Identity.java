package dev.bulwarden.remote.mina;

import java.security.KeyPair;
import java.security.PublicKey;
import org.apache.sshd.agent.SshAgent;
import org.apache.sshd.client.auth.pubkey.KeyAgentIdentity;
import org.apache.sshd.client.auth.pubkey.KeyPairIdentity;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.signature.SignatureFactoriesManager;

/** A key a login can offer. */
sealed interface Identity {
    /** What a user calls it: a file, or the agent's comment; no secret. */
    String label();

    /** The public key, or the certificate. */
    PublicKey publicKey();

    /** In the library's terms, for one session. */
    PublicKeyIdentity ready(ClientSession session, SignatureFactoriesManager signatures);

    /** A private key we hold; the public part may be a certificate. */
    record Held(String label, KeyPair pair) implements Identity {
        @Override
        public PublicKey publicKey() {
            return pair.getPublic();
        }

        @Override
        public PublicKeyIdentity ready(ClientSession session, SignatureFactoriesManager signatures) {
            return new KeyPairIdentity(signatures, session, pair);
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** A key the agent holds and signs with. */
    record InAgent(String label, PublicKey publicKey, SshAgent agent) implements Identity {
        @Override
        public PublicKeyIdentity ready(ClientSession session, SignatureFactoriesManager signatures) {
            return new KeyAgentIdentity(agent, publicKey, label);
        }

        @Override
        public String toString() {
            return label;
        }
    }
}
