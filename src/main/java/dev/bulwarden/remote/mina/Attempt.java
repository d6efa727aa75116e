package dev.bulwarden.remote.mina;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a host, from the first packet to the end of key exchange: how far it came, and what went wrong.
 *
 * <p>Filled on I/O threads by {@link AttemptListener}; read when {@link #settled} is done.
 */
final class Attempt {
    private static final AttributeKey<Attempt> KEY = new AttributeKey<>();

    private final InetSocketAddress address;
    private final String principal;
    private final HostKeyRule rule;
    private final @Nullable Served served;
    private final CompletableFuture<Boolean> settled = new CompletableFuture<>();
    private volatile List<String> linesBeforeBanner = List.of();
    private volatile @Nullable String banner;
    private volatile @Nullable String farewell;
    private volatile @Nullable Throwable problem;
    private volatile List<String> offered = List.of();

    /**
     * @param address without a name
     * @param principal the name a host certificate must hold
     */
    Attempt(InetSocketAddress address, String principal, HostKeyRule rule) {
        this(address, principal, rule, null);
    }

    /**
     * @param served what it runs over; null: TCP
     */
    Attempt(InetSocketAddress address, String principal, HostKeyRule rule, @Nullable Served served) {
        this.address = address;
        this.principal = principal;
        this.rule = rule;
        this.served = served;
    }

    /** What a new connection carries so that {@link #of} finds this attempt again. */
    AttributeRepository context() {
        return AttributeRepository.ofAttributesMap(Map.of(KEY, this));
    }

    /** What a new connection is to run over; null: TCP. */
    static @Nullable Served served(@Nullable AttributeRepository context) {
        Attempt attempt = context == null ? null : context.getAttribute(KEY);
        return attempt == null ? null : attempt.served;
    }

    /** The attempt a session belongs to. */
    static Attempt of(Session session) {
        AttributeRepository context = ((ClientSession) session).getConnectionContext();
        Attempt attempt = context == null ? null : context.getAttribute(KEY);
        if (attempt == null) {
            throw new IllegalStateException("a session that no attempt opened");
        }
        return attempt;
    }

    InetSocketAddress address() {
        return address;
    }

    /** The name a host certificate must hold. */
    String principal() {
        return principal;
    }

    HostKeyRule rule() {
        return rule;
    }

    /** True when keys are exchanged, false when the connection ended before; it never fails. */
    CompletableFuture<Boolean> settled() {
        return settled;
    }

    void bannerCame(@Nullable String version, List<String> before) {
        linesBeforeBanner = List.copyOf(before);
        if (version != null) {
            banner = version;
        }
    }

    void disconnected(String reason) {
        farewell = reason;
    }

    /** Keeps the first problem: later ones are its consequences. */
    void failed(Throwable cause) {
        if (problem == null) {
            problem = cause;
        }
    }

    void hostKeysOffered(List<String> algorithms) {
        offered = List.copyOf(algorithms);
    }

    /** Host key algorithms the host proposed. */
    List<String> offered() {
        return offered;
    }

    /** Whether the host ever said {@code SSH-2.0-…}. */
    boolean spokeSsh() {
        return banner != null;
    }

    /** What the host said instead of, or before, its banner; hostile. */
    List<String> linesBeforeBanner() {
        return linesBeforeBanner;
    }

    /** Why the host hung up, in its own words; hostile. */
    Optional<String> farewell() {
        return Optional.ofNullable(farewell);
    }

    Optional<Throwable> problem() {
        return Optional.ofNullable(problem);
    }
}
