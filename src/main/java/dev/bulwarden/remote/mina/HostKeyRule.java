package dev.bulwarden.remote.mina;

import java.security.PublicKey;
import java.util.List;

/** What one connection asks of the host's key. */
interface HostKeyRule {
    /** Names of the host key algorithms to propose, best first. */
    List<String> algorithms();

    /** Whether to go on with this key, a plain one or an {@code OpenSshCertificate}. Called on an I/O thread. */
    boolean admits(PublicKey key);
}
