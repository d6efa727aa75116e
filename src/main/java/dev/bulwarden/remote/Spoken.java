package dev.bulwarden.remote;

import java.util.List;

/** The algorithms our own client offers, best first, by their names in the protocol. */
public record Spoken(List<String> kex, List<String> ciphers, List<String> macs, List<String> hostKeys) {
    public Spoken {
        kex = List.copyOf(kex);
        ciphers = List.copyOf(ciphers);
        macs = List.copyOf(macs);
        hostKeys = List.copyOf(hostKeys);
    }
}
