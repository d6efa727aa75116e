package dev.bulwarden.syntax.sshd;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A comma list that a client's address is held against, and how.
 *
 * @param patterns as written
 */
public record AddressList(Kind kind, String patterns) {
    /** Who asks; each reads such a list in its own way. */
    public enum Kind {
        /** {@code Match Address}: numbers and networks first, then wildcards over the text. */
        ADDRESS,
        /** {@code Match Host}, the name being the address: wildcards over the text only. */
        HOST,
        /** {@code USER@HOST} of AllowUsers and DenyUsers, and {@code from=} of a key: both. */
        HOST_AND_ADDRESS
    }

    public AddressList {
        Objects.requireNonNull(kind, "kind is null");
        Objects.requireNonNull(patterns, "patterns is null");
    }

    /** A list of {@code from=}. */
    public static AddressList from(String patterns) {
        return new AddressList(Kind.HOST_AND_ADDRESS, patterns);
    }

    /** Whether a client with this address, and no name, is in it. */
    public boolean matches(String address) {
        return IpAddress.parse(address).map(numeric -> test().holds(numeric, address)).orElse(false);
    }

    /** An address that is in it; empty: none is. */
    public Optional<String> witness() {
        return Stream.of("0.0.0.0/0", "::/0").flatMap(all -> AddressCells.of(all, List.of(this), 2).cells().stream())
                .map(AddressCells.Cell::witness).filter(this::matches).findFirst();
    }

    /** Whether an address there is could be in it; a list too long to be followed counts as one that has some. */
    boolean fitsSome() {
        return witness().isPresent() || elements().stream().map(e -> new Wildcard(e, !exactCase()))
                .anyMatch(w -> w.wild() && !w.followable());
    }

    /** The same question to many addresses. */
    Test test() {
        AddressElements elements = AddressElements.parse(patterns);
        boolean valid = elements.valid();
        return switch (kind) {
            case ADDRESS -> (address, written) -> elements.of(address, written) > 0;
            case HOST -> (_, written) -> Patterns.list(patterns, written, true) > 0;
            case HOST_AND_ADDRESS -> (address, written) -> {
                int numeric = elements.of(address, written);
                int name = Patterns.list(patterns, written, true);
                return valid && numeric >= 0 && name >= 0 && numeric + name > 0;
            };
        };
    }

    /** A list ready to be held against addresses. */
    interface Test {
        /**
         * Whether an address is in it.
         *
         * @param written the address's text
         */
        boolean holds(IpAddress address, String written);
    }

    /** Its elements without negation. */
    List<String> elements() {
        return List.of(patterns.split(",", -1)).stream().map(part -> part.startsWith("!") ? part.substring(1) : part)
                .toList();
    }

    /** Whether the case of letters counts where the text is looked at. */
    boolean exactCase() {
        return kind == Kind.ADDRESS;
    }

    /** Whether a client's name could make a difference to it, were names looked up. */
    public boolean namesHosts() {
        return kind != Kind.ADDRESS && elements().stream()
                .anyMatch(e -> Cidr.parse(e).isEmpty() && !e.matches("[*?0-9.:/]+"));
    }

    /** For messages. */
    @Override
    public String toString() {
        return patterns;
    }
}
