package dev.bulwarden.remote.mina;

import dev.bulwarden.diagnostic.Place;
import java.util.Optional;

/**
 * One line of a known_hosts file that says something.
 *
 * @param place where it stands
 * @param marker what it says about the key
 * @param names which hosts it is about
 * @param key the key
 */
record KnownHostsLine(Place place, Marker marker, HostNames names, HostKey key) {
    /** The field before the names. */
    enum Marker {
        /** None: this is the key of those hosts. */
        KEY,
        /** {@code @cert-authority}: a certificate of those hosts signed by this key is believed. */
        AUTHORITY,
        /** {@code @revoked}: this key is never believed, neither as a host key nor as an authority. */
        REVOKED
    }

    /** Whether a line is empty or a comment. */
    static boolean blank(String text) {
        String line = text.strip();
        return line.isEmpty() || line.startsWith("#");
    }

    /** Reads {@code [marker] names type base64 [comment]}; empty if it is malformed, or of a kind OpenSSH does not know. */
    static Optional<KnownHostsLine> parse(Place place, String text) {
        String[] fields = text.strip().split("[ \t]+", 5);
        Marker marker = switch (fields[0]) {
            case "@cert-authority" -> Marker.AUTHORITY;
            case "@revoked" -> Marker.REVOKED;
            default -> Marker.KEY;
        };
        int names = marker == Marker.KEY ? 0 : 1;
        if (fields.length < names + 3 || fields[names].startsWith("@")) {
            return Optional.empty();
        }
        return HostNames.parse(fields[names]).flatMap(hosts -> HostKey.ofBase64(fields[names + 2])
                .filter(key -> key.type().equals(fields[names + 1]))
                .map(key -> new KnownHostsLine(place, marker, hosts, key)));
    }
}
