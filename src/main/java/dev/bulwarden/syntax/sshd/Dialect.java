package dev.bulwarden.syntax.sshd;

import java.util.Optional;

/**
 * What one OpenSSH release makes of a configuration file. Debian's own additions (GSSAPIKeyExchange and its kin, DebianBanner) are part of it.
 *
 * @param kerberos whether it is built with Kerberos and GSSAPI
 */
public record Dialect(int major, int minor, boolean kerberos) {
    /** The newest release that was measured. What later ones make of a file is a guess until {@code sshd -T} has confirmed it. */
    public static final Dialect NEWEST = new Dialect(10, 6);

    public Dialect(int major, int minor) {
        this(major, minor, true);
    }

    public Dialect {
        if (major < 0 || minor < 0 || minor > 99) {
            throw new IllegalArgumentException("no OpenSSH release: " + major + "." + minor);
        }
    }

    /** Whether it is this release or a later one. */
    public boolean atLeast(int otherMajor, int otherMinor) {
        return number() >= otherMajor * 100 + otherMinor;
    }

    /** The same release, built without Kerberos. */
    public Dialect withoutKerberos() {
        return new Dialect(major, minor, false);
    }

    /** The release and build that printed these values for an empty file. */
    public Dialect builtAs(Dump defaults) {
        return defaults.lines("gssapiauthentication").isEmpty() ? withoutKerberos() : this;
    }

    /** Whether it is later than any release that was measured. */
    public boolean unmeasured() {
        return number() > NEWEST.number();
    }

    /** The release as one number, 9.2 as 902. */
    int number() {
        return major * 100 + minor;
    }

    /**
     * From 8.7 on (commit a10f929d1) arguments are split as a shell would: both quotes, backslash escapes, a comment only at the start of a word.
     * Before, the first {@code #} ends the line wherever it stands, {@code =} separates arguments, and only double quotes count.
     */
    boolean splitsLikeAShell() {
        return atLeast(8, 7);
    }

    /**
     * From 8.7 to 9.3 AuthorizedPrincipalsCommand asks whether AuthorizedKeysCommand is set instead of itself (mended by commit fcd78e31c): below
     * a line of that it is dropped, and otherwise the last of several counts.
     */
    public boolean dropsPrincipalsCommand() {
        return atLeast(8, 7) && !atLeast(9, 4);
    }

    /** The keyword a word means to this release, in any case; empty: {@code Bad configuration option}. */
    public Optional<Keyword> keyword(String word) {
        return KeywordTable.TABLE.in(this, word).map(KeywordTable.Found::keyword);
    }

    /** How to write a keyword for this release: its own name, else the older or newer one this release has; empty: it has none. */
    public Optional<String> spelling(Keyword keyword) {
        return KeywordTable.TABLE.spelling(this, keyword);
    }

    /** Whether a word may stand in a Match block; false for one this release does not know. */
    public boolean allowedInMatch(String word) {
        return KeywordTable.TABLE.in(this, word).filter(found -> found.name().inMatch()).isPresent();
    }

    /** The lower-case name {@code sshd -T} prints a keyword under; empty when it prints none. */
    public Optional<String> dumpName(Keyword keyword) {
        return keyword.printed(this)
                ? spelling(keyword).map(s -> s.toLowerCase(java.util.Locale.ROOT))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "OpenSSH " + major + "." + minor;
    }
}
