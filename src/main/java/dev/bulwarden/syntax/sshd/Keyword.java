package dev.bulwarden.syntax.sshd;

import dev.bulwarden.diagnostic.Diagnostic;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A keyword of sshd_config: one row of the table. Names that mean the same are one keyword.
 *
 * @param name as the newest release writes it
 * @param names every name, with the releases that know it
 * @param merge which value counts when it is written more than once, in the newest release
 * @param deviation releases in which another does
 * @param shape how its arguments are read
 * @param choices what the shape needs to know: the words allowed, or the kind of algorithm
 * @param printedFrom first release whose {@code sshd -T} prints it, as 9.2 is 902
 * @param listing how a list of values is written
 * @param about one sentence
 */
public record Keyword(String name, List<Name> names, Merge merge, Optional<Deviation> deviation, Shape shape,
        List<String> choices, int printedFrom,
        Listing listing, Standing standing, String about) {

    /**
     * One name of a keyword.
     *
     * @param since first release, as 9.2 is 902
     * @param until first release that does not know it any more
     * @param inMatch whether it may stand in a Match block
     * @param kerberos whether only an sshd that is built with Kerberos knows it
     */
    public record Name(String word, int since, int until, boolean inMatch, boolean kerberos) {
        boolean in(Dialect dialect) {
            return dialect.number() >= since && dialect.number() < until && (dialect.kerberos() || !kerberos);
        }
    }

    /** Which value counts when a keyword is written more than once. */
    public enum Merge {
        /** The first value. */
        FIRST,
        /** All values of the first line. */
        FIRST_LINE,
        /** All values of all lines. */
        APPEND,
        /** The last value, against what the manual says. */
        LAST,
        /** The first value for each name, which is the first argument. */
        BY_NAME
    }

    /**
     * Releases in which another value counts.
     *
     * @param since first of them, as 9.2 is 902
     * @param until first behind them
     */
    public record Deviation(Merge merge, int since, int until) {}

    /** How a list of values is written. */
    public enum Listing {
        /** It takes no list. */
        ONE,
        /** On one line, with blanks. */
        WORDS,
        /** On one line, with commas. */
        COMMA,
        /** One line each. */
        LINES
    }

    /** Whether a keyword does anything. */
    public enum Standing {
        LIVE,
        /** Live where sshd is built with Kerberos, else unsupported. */
        KERBEROS, IGNORED, DEPRECATED, UNSUPPORTED
    }

    public Keyword {
        Objects.requireNonNull(merge, "merge is null");
        Objects.requireNonNull(deviation, "deviation is null");
        Objects.requireNonNull(shape, "shape is null");
        Objects.requireNonNull(listing, "listing is null");
        Objects.requireNonNull(standing, "standing is null");
        Objects.requireNonNull(about, "about is null");
        names = List.copyOf(names);
        choices = List.copyOf(choices);
        if (!names.getFirst().word().equals(name)) {
            throw new IllegalArgumentException(name + " is not its first name");
        }
    }

    /** The keyword a word means to the newest release that knows it, in any case. */
    public static Optional<Keyword> of(String word) {
        return KeywordTable.TABLE.any(word);
    }

    /** Every keyword, by name. */
    public static Collection<Keyword> all() {
        return KeywordTable.TABLE.keywords();
    }

    /** The name a user may have meant; empty when none is near. */
    public static Optional<String> nearest(String word) {
        return KeywordTable.TABLE.nearest(word);
    }

    /** Which value counts in a release when it is written more than once. */
    public Merge merge(Dialect dialect) {
        return deviation.filter(d -> dialect.number() >= d.since() && dialect.number() < d.until())
                .map(Deviation::merge).orElse(merge);
    }

    /** Whether it may stand in a Match block, in some release. */
    public boolean allowedInMatch() {
        return names.stream().anyMatch(Name::inMatch);
    }

    /** Whether it has any effect in this release, as it is built. */
    public boolean live(Dialect dialect) {
        return standing == Standing.LIVE || (standing == Standing.KERBEROS && dialect.kerberos());
    }

    /** Whether {@code sshd -T} of this release prints it. */
    public boolean printed(Dialect dialect) {
        return dialect.number() >= printedFrom && live(dialect);
    }

    /**
     * What is wrong with values a playbook gives, judged by the newest release; no places.
     *
     * @param values one, or a list as the user wrote it
     * @param inMatch whether they are meant for a Match block
     */
    public List<Diagnostic> check(List<String> values, boolean inMatch) {
        return Check.of(this, values, inMatch);
    }

    /** What stands behind the keyword, one element a line, for values given as a list. */
    public List<String> lines(List<String> values) {
        return switch (listing) {
            case ONE, WORDS -> List.of(String.join(" ", values));
            case COMMA -> List.of(String.join(",", values));
            case LINES -> values;
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Keyword keyword && keyword.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
