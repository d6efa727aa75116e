package dev.bulwarden.fact;

import java.util.List;
import java.util.Objects;

/**
 * The rules of the host's packet filter, as its own tools list them.
 *
 * @param listings one for each tool that had something to list
 * @param unread why some of the rules are not known; empty: all are, or there are none
 */
public record Firewall(List<Listing> listings, List<String> unread) {
    /** What a listing is written in. */
    public enum Form {
        /** JSON of {@code nft -j list ruleset}. */
        NFT,
        /** The filter table as {@code iptables-save} prints it, IPv4. */
        IPTABLES,
        /** The same for IPv6. */
        IP6TABLES
    }

    /** What one tool printed. */
    public record Listing(Form form, String text) {
        public Listing {
            Objects.requireNonNull(form, "form is null");
            Objects.requireNonNull(text, "text is null");
        }
    }

    public Firewall {
        listings = List.copyOf(listings);
        unread = List.copyOf(unread);
    }
}
