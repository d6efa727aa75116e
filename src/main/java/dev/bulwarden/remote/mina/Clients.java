package dev.bulwarden.remote.mina;

import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.threads.SshThreadPoolExecutor;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Makes the one client all connections share, with none of the library's permissive defaults left. */
final class Clients {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LOGIN = Duration.ofSeconds(60);
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private Clients() {}

    /** A started client. It trusts no host key and offers no identity by itself: {@link Attempt} and {@link Offers} decide. */
    static SshClient start() {
        if (Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) == null) {
            Security.addProvider(new BouncyCastleProvider()); // ed25519 keys and the post-quantum key exchanges
        }
        SshClient client = ClientBuilder.builder().factory(ServedClient::new).build();
        Algorithms.set(client);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setAgentFactory(null);
        client.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
        client.setServerKeyVerifier((session, _, key) -> Attempt.of(session).rule().admits(key));
        client.setUserAuthFactories(List.of(new OfferedKeys()));
        client.setIoServiceFactoryFactory(new PatientConnects());
        client.addSessionListener(new AttemptListener());
        properties(client);
        client.start();
        return client;
    }

    private static void properties(SshClient client) {
        CoreModuleProperties.TCP_NODELAY.set(client, true);
        CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, CONNECT);
        CoreModuleProperties.AUTH_TIMEOUT.set(client, LOGIN);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, HEARTBEAT);
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, 3);
        CoreModuleProperties.HEARTBEAT_REQUEST.set(client, "keepalive@openssh.com");
        CoreModuleProperties.PREFERRED_AUTHS.set(client, UserAuthPublicKeyFactory.NAME);
        CoreModuleProperties.CLIENT_IDENTIFICATION.set(client, "BULWARDEN");
        // sshd that turns us away says why and hangs up; whoever talks into that gets a reset instead of the reason
        CoreModuleProperties.SEND_IMMEDIATE_IDENTIFICATION.set(client, false);
        CoreModuleProperties.REQUEST_EXEC_REPLY.set(client, true);
        CoreModuleProperties.ABORT_ON_INVALID_CERTIFICATE.set(client, false); // ssh, too, falls back to the plain key
    }

    /** Public key authentication with exactly the identities {@link Offers} gave the session. */
    private static final class OfferedKeys extends UserAuthPublicKeyFactory {
        @Override
        public UserAuthPublicKey createUserAuth(ClientSession session) {
            return new OfferedKeysAuthentication(Offers.of(session));
        }
    }

    /**
     * Connects without holding a thread of the fixed I/O pool: by default that pool makes only processors + 1 connects at a time, so that
     * a few dead hosts stall the rest.
     */
    private static final class PatientConnects extends Nio2ServiceFactoryFactory {
        @Override
        public IoServiceFactory create(FactoryManager manager) {
            var threads = new SshThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS,
                    new SynchronousQueue<>(),
                    Thread.ofVirtual().name("connect-", 0).factory());
            return new Nio2ServiceFactory(manager, null, threads);
        }
    }
}
