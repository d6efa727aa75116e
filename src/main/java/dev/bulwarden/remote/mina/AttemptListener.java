package dev.bulwarden.remote.mina;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.sshd.client.session.AbstractClientSession;
import org.apache.sshd.common.kex.KexProposalOption;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.jspecify.annotations.Nullable;

/** Tells each {@link Attempt} what its session goes through, and gives the session the host key algorithms of its rule. */
final class AttemptListener implements SessionListener {
    @Override
    public void sessionCreated(Session session) {
        session.setSignatureFactories(Algorithms.signatures(Attempt.of(session).rule().algorithms()));
    }

    @Override
    public void sessionPeerIdentificationLine(Session session, String line, List<String> extraLines) {
        var lines = new ArrayList<>(extraLines);
        lines.add(line);
        Attempt.of(session).bannerCame(null, lines);
    }

    @Override
    public void sessionPeerIdentificationReceived(Session session, String version, List<String> extraLines) {
        Attempt.of(session).bannerCame(version, extraLines);
    }

    @Override
    public void sessionNegotiationStart(Session session, Map<KexProposalOption, String> ours,
            Map<KexProposalOption, String> theirs) {
        String keys = theirs.getOrDefault(KexProposalOption.SERVERKEYS, "");
        Attempt.of(session).hostKeysOffered(List.of(keys.split(",")));
    }

    /** The library compares a certificate's principals with the host string of the connect address. */
    @Override
    public void sessionNegotiationEnd(Session session, Map<KexProposalOption, String> ours,
            Map<KexProposalOption, String> theirs, Map<KexProposalOption, String> result, @Nullable Throwable problem) {
        Attempt attempt = Attempt.of(session);
        ((AbstractClientSession) session).setConnectAddress(
                InetSocketAddress.createUnresolved(attempt.principal(), attempt.address().getPort()));
    }

    @Override
    public void sessionEvent(Session session, Event event) {
        if (event == Event.KeyEstablished) {
            Attempt.of(session).settled().complete(true);
        }
    }

    @Override
    public void sessionException(Session session, Throwable problem) {
        Attempt.of(session).failed(problem);
    }

    @Override
    public void sessionDisconnect(Session session, int reason, @Nullable String message, @Nullable String language,
            boolean ours) {
        if (!ours && message != null) {
            Attempt.of(session).disconnected(message);
        }
    }

    @Override
    public void sessionClosed(Session session) {
        Attempt.of(session).settled().complete(false);
    }
}
