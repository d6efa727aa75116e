package dev.bulwarden.remote.mina;

import dev.bulwarden.diagnostic.Place;

/** What known_hosts says about a key a host showed. Only {@link Trusted} lets a connection go on. */
public sealed interface Verdict {
    /** The key, or the authority that signed it, stands at this place. */
    record Trusted(Place place) implements Verdict {}

    /** Nothing is known about this host. */
    record Unknown() implements Verdict {}

    /** The host is known by a key of another type only; the first of those stands at the place. */
    record OtherType(HostKey known, Place place) implements Verdict {}

    /** The host is known by another key of the same type. */
    record Changed(HostKey known, Place place) implements Verdict {}

    /** The key is marked {@code @revoked}. */
    record Revoked(Place place) implements Verdict {}
}
