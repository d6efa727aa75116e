package dev.bulwarden.fact;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The SSH server software of a host.
 *
 * @param executable absolute path of the sshd that runs, or would be started
 * @param banner the first line it tells about itself, such as {@code OpenSSH_9.2p1 Debian-2+deb12u7, OpenSSL 3.0.17}
 * @param version empty: it is not OpenSSH
 * @param packaged the Debian package it comes from; empty: not known to dpkg
 * @param offers what {@code ssh -Q} lists
 * @param wrapped whether it heeds {@code /etc/hosts.allow} and {@code /etc/hosts.deny}: it is linked with libwrap
 */
public record OpenSsh(String executable, String banner, Optional<OpenSshVersion> version, Optional<Packaged> packaged,
        Offers offers, boolean wrapped) {
    /**
     * A Debian package.
     *
     * @param version such as {@code 1:9.2p1-2+deb12u7}
     * @param status as dpkg-query(1) prints it, such as {@code install ok installed}
     */
    public record Packaged(String name, String version, String status) {
        /** False in the middle of an upgrade, or after one that failed. */
        public boolean configured() {
            return status.endsWith(" ok installed");
        }
    }

    /**
     * Algorithms the installed binaries know, in their own order; not what is enabled.
     *
     * @param hostKey host and user key signature algorithms ({@code ssh -Q key-sig}, certificates included)
     * @param caSignature signature algorithms a certificate may bear ({@code ssh -Q sig})
     */
    public record Offers(List<String> kex, List<String> ciphers, List<String> macs, List<String> hostKey,
            List<String> caSignature) {
        public Offers {
            kex = List.copyOf(kex);
            ciphers = List.copyOf(ciphers);
            macs = List.copyOf(macs);
            hostKey = List.copyOf(hostKey);
            caSignature = List.copyOf(caSignature);
        }
    }

    public OpenSsh {
        Objects.requireNonNull(executable, "executable is null");
        Objects.requireNonNull(banner, "banner is null");
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(packaged, "packaged is null");
        Objects.requireNonNull(offers, "offers is null");
    }
}
