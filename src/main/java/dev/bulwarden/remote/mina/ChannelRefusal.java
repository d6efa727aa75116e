package dev.bulwarden.remote.mina;

import java.time.Duration;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a refused channel that is worth another try from one that is not. sshd counts a channel against MaxSessions until the process in it
 * is gone for good, a little after both sides have closed it; where one session is allowed, the next channel comes too early now and then.
 * A refused channel has run nothing, so that trying again is safe. One per channel to be opened; not safe for many threads.
 */
final class ChannelRefusal {
    private static final AttributeKey<Boolean> HAD_ONE = new AttributeKey<>();
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration FIRST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final ClientSession session;
    private final long begun = System.nanoTime();
    private Duration next = FIRST;

    ChannelRefusal(ClientSession session) {
        this.session = session;
    }

    /** A channel was opened: from now on a refusal may be owed to it. */
    static void opened(ClientSession session) {
        session.setAttribute(HAD_ONE, true);
    }

    /** How long to wait before the next try; empty if there should be none. */
    Optional<Duration> pause(@Nullable Throwable why) {
        boolean refused = Causes.find(SshChannelOpenException.class, why) != null;
        boolean late = System.nanoTime() - begun > PATIENCE.toNanos();
        if (!refused || late || !session.isOpen() || session.getAttribute(HAD_ONE) == null) {
            return Optional.empty();
        }
        Duration pause = next;
        next = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        return Optional.of(pause);
    }
}
