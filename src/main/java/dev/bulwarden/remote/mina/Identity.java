package dev.bulwarden.remote.mina;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PublicKey;
import org.apache.sshd.client.auth.pubkey.KeyPairIdentity;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.OpenSshCertificate;
import org.apache.sshd.common.signature.SignatureFactoriesManager;

/** A key a login can offer. */
sealed interface Identity {
    /** What a user calls it: a file, or the agent's comment; no secret. */
    String label();

    /** The public key, or the certificate. */
    PublicKey publicKey();

    /**
     * Signs what the host wants signed.
     *
     * @param algorithm as offered to the host; that of a certificate for a certificate
     * @throws Exception if no signature can be had: the library's and the JDK's own kinds, or an IOException with words for a person
     */
    AgentSocket.Signed sign(ClientSession session, SignatureFactoriesManager signatures, String algorithm, byte[] data)
            throws Exception;

    /** The same key behind a certificate. */
    Identity with(OpenSshCertificate certificate);

    /** The key itself, without the certificate it may come in. */
    default PublicKey plainKey() {
        return publicKey() instanceof OpenSshCertificate certificate ? certificate.getCertPubKey() : publicKey();
    }

    /** A private key we hold; the public part may be a certificate. */
    record Held(String label, KeyPair pair) implements Identity {
        private static final byte[] NOTHING = {};

        @Override
        public PublicKey publicKey() {
            return pair.getPublic();
        }

        @Override
        public AgentSocket.Signed sign(ClientSession session, SignatureFactoriesManager signatures, String algorithm,
                byte[] data) throws Exception {
            byte[] value = new KeyPairIdentity(signatures, session, pair).sign(session, algorithm, data).getValue();
            return new AgentSocket.Signed(value, NOTHING);
        }

        @Override
        public Held with(OpenSshCertificate certificate) {
            return new Held(label, new KeyPair(certificate, pair.getPrivate()));
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /**
     * A key the agent holds and signs with.
     *
     * @param publicKey what is offered
     * @param held the key the agent is asked to sign with, as it lists it: the plain key, also where a certificate from a file is offered
     */
    record InAgent(String label, PublicKey publicKey, ByteBuffer held, AgentSocket agent) implements Identity {
        private static final String CERTIFICATE = "-cert-v01@openssh.com";

        /** An agent names the algorithm of a certificate's signature by that of its key. */
        @Override
        public AgentSocket.Signed sign(ClientSession session, SignatureFactoriesManager signatures, String algorithm,
                byte[] data) throws Exception {
            boolean certificate = algorithm.endsWith(CERTIFICATE);
            String plain = certificate
                    ? algorithm.substring(0, algorithm.length() - CERTIFICATE.length())
                    : algorithm;
            return agent.sign(held, plain, data);
        }

        @Override
        public InAgent with(OpenSshCertificate certificate) {
            return new InAgent(label, certificate, held, agent);
        }

        @Override
        public String toString() {
            return label;
        }
    }
}
