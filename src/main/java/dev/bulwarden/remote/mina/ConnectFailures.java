package dev.bulwarden.remote.mina;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.remote.RemoteFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Why no connection to an endpoint came about, port by port. */
final class ConnectFailures {
    private final Endpoint endpoint;
    private final Map<Integer, String> why = new LinkedHashMap<>();
    private boolean refused;
    private boolean otherKey;
    private @Nullable IOException last;
    private @Nullable Attempt keyless;

    ConnectFailures(Endpoint endpoint) {
        this.endpoint = endpoint;
    }

    static RemoteFailure unknownName(Endpoint endpoint, UnknownHostException cause) {
        return new RemoteFailure.Unreachable(Diagnostic.error("the name " + endpoint.address() + " does not resolve")
                .remedy("check its spelling, or give the host an address in the inventory"), cause);
    }

    void add(int port, IOException problem) {
        refused |= isRefused(problem);
        why.putIfAbsent(port, reason(problem));
        last = problem;
    }

    /** A connection that did not become one to the right host. */
    void add(int port, Attempt attempt) {
        otherKey |= KeyExchangeFailures.keyRefused(attempt);
        why.put(port, KeyExchangeFailures.words(attempt));
        keyless = attempt;
    }

    /** What is told of one port alone, or of each of several. */
    RemoteFailure failure() {
        Attempt attempt = keyless;
        if (attempt == null) {
            return unreachable();
        }
        if (why.size() == 1) {
            return KeyExchangeFailures.of(endpoint, attempt);
        }
        String ports = why.entrySet().stream().map(e -> "port " + e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining("; "));
        Diagnostic all = Diagnostic.error("no port of " + endpoint.address() + " is the host's own sshd: " + ports);
        return otherKey
                ? new RemoteFailure.HostKeyRefused(all.remedy("find out which of them is this host's sshd, and why it "
                        + "does not answer; another server on the same address needs no change here"))
                : new RemoteFailure.Unreachable(all.remedy("check which of them is this host's sshd, and that it runs"),
                        attempt.problem().orElse(null));
    }

    private RemoteFailure unreachable() {
        StringBuilder message = new StringBuilder("cannot connect to " + endpoint.address());
        String separator = "";
        for (var entry : why.entrySet()) {
            message.append(separator).append(" port ").append(entry.getKey()).append(": ").append(entry.getValue());
            separator = ",";
        }
        String remedy = refused
                ? "the host is up, but nothing listens there: check the port in the inventory, and that sshd runs"
                : "check that the host is up, its address, and any firewall in between";
        return new RemoteFailure.Unreachable(Diagnostic.error(message.toString()).remedy(remedy), last);
    }

    private static boolean isRefused(IOException problem) {
        ConnectException refusal = Causes.find(ConnectException.class, problem);
        return refusal != null && words(refusal).contains("refused");
    }

    private static String reason(IOException problem) {
        String words = words(problem);
        if (isRefused(problem)) {
            return "connection refused";
        }
        if (words.contains("timed out") || words.contains("timeout") || words.contains("no answer")) {
            return "no answer";
        }
        return words.contains("no route") ? "no route to the host" : Causes.words(problem);
    }

    private static String words(IOException problem) {
        return Causes.words(problem).toLowerCase(Locale.ROOT);
    }
}
