package dev.bulwarden.remote.mina;

import dev.bulwarden.remote.Spoken;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;

/** What we offer, best first. The client's order decides (RFC 4253, 7.1), so SHA-1, CBC and DSA are simply not there. */
final class Algorithms {
    private static final List<BuiltinDHFactories> KEY_EXCHANGES = List.of(BuiltinDHFactories.mlkem768x25519,
            BuiltinDHFactories.sntrup761x25519, BuiltinDHFactories.sntrup761x25519_openssh,
            BuiltinDHFactories.curve25519, BuiltinDHFactories.curve25519_libssh, BuiltinDHFactories.ecdhp256,
            BuiltinDHFactories.ecdhp384, BuiltinDHFactories.ecdhp521, BuiltinDHFactories.dhg16_512,
            BuiltinDHFactories.dhg18_512, BuiltinDHFactories.dhg14_256);
    private static final List<BuiltinCiphers> CIPHERS = List.of(BuiltinCiphers.cc20p1305_openssh,
            BuiltinCiphers.aes256gcm, BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256ctr, BuiltinCiphers.aes192ctr,
            BuiltinCiphers.aes128ctr);
    private static final List<BuiltinMacs> MACS = List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm,
            BuiltinMacs.hmacsha256, BuiltinMacs.hmacsha512);
    private static final List<BuiltinSignatures> SIGNATURES = List.of(BuiltinSignatures.ed25519,
            BuiltinSignatures.nistp256, BuiltinSignatures.nistp384, BuiltinSignatures.nistp521,
            BuiltinSignatures.rsaSHA512, BuiltinSignatures.rsaSHA256);
    private static final List<BuiltinSignatures> CERTIFICATE_SIGNATURES = List.of(BuiltinSignatures.ed25519_cert,
            BuiltinSignatures.nistp256_cert, BuiltinSignatures.nistp384_cert, BuiltinSignatures.nistp521_cert,
            BuiltinSignatures.rsaSHA512_cert, BuiltinSignatures.rsaSHA256_cert);

    /** Host key algorithms for plain keys. */
    static final List<String> HOST_KEYS = SIGNATURES.stream().map(BuiltinSignatures::getName).toList();
    /** Host key algorithms for certificates. */
    static final List<String> HOST_CERTIFICATES = CERTIFICATE_SIGNATURES.stream().map(BuiltinSignatures::getName)
            .toList();

    private Algorithms() {}

    /** The same lists by name. */
    static Spoken spoken() {
        return new Spoken(names(KEY_EXCHANGES), names(CIPHERS), names(MACS),
                Stream.concat(HOST_KEYS.stream(), HOST_CERTIFICATES.stream()).toList());
    }

    private static List<String> names(List<? extends NamedResource> factories) {
        return factories.stream().map(NamedResource::getName).toList();
    }

    /** Sets all five lists on a client. */
    static void set(SshClient client) {
        client.setKeyExchangeFactories(
                NamedFactory.setUpTransformedFactories(false, KEY_EXCHANGES, ClientBuilder.DH2KEX));
        client.setCipherFactories(List.copyOf(CIPHERS));
        client.setMacFactories(List.copyOf(MACS));
        client.setSignatureFactories(signatures());
        client.setCompressionFactories(List.of(BuiltinCompressions.none));
    }

    /** For keys and user certificates of a login. */
    static List<NamedFactory<Signature>> signatures() {
        return Stream.concat(SIGNATURES.stream(), CERTIFICATE_SIGNATURES.stream())
                .<NamedFactory<Signature>>map(s -> s).toList();
    }

    /** The factories of these algorithm names, in their order. */
    static List<NamedFactory<Signature>> signatures(List<String> names) {
        return names.stream().<NamedFactory<Signature>>map(BuiltinSignatures::fromFactoryName).toList();
    }

    /** The type of key a host key algorithm needs: {@code rsa-sha2-512} signs with an {@code ssh-rsa} key. */
    static String keyType(String algorithm) {
        return algorithm.startsWith("rsa-sha2-") ? "ssh-rsa" : algorithm;
    }
}
