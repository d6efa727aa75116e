package dev.bulwarden.syntax.sshd;

import java.util.stream.Stream;

/** How the arguments of a keyword are read. The names follow the table of keywords. */
public sealed interface Shape {
    /** One word. */
    enum One implements Shape {
        FLAG, CHOICE, EXACT, NUMBER, TIME, UNUSED, WORD, PATH, HOME, AGENT, PROVIDER, ALGORITHMS, GSS, USERENVIRONMENT,
        LIMIT, NETBLOCK, MASK, ADDRESSES, PORT, STARTUPS, SOCKETPATH
    }

    /** The rest of the line as written. */
    enum Whole implements Shape {
        COMMAND, LINE, ADDENDUM
    }

    /** Any number of words, each a value. */
    enum Many implements Shape {
        USERS, GROUPS, ENVIRONMENT, SETTINGS, METHODS, KEYFILES, PORTS, PATTERNS, CHANNELS, KEYOPTIONS, KEYLISTS
    }

    /** Several words that make one value together. */
    enum Compound implements Shape {
        QOS, REKEY, LISTEN, SUBSYSTEM, PENALTIES
    }

    /** No value of its own. */
    enum Structure implements Shape {
        INCLUDE, MATCH, RDOMAIN, ANYTHING
    }

    /** A shape by its name in the table. */
    static Shape named(String name) {
        return Stream.<Shape>concat(Stream.of(Structure.values()),
                Stream.<Shape>concat(Stream.concat(Stream.of(One.values()), Stream.of(Whole.values())),
                        Stream.concat(Stream.of(Many.values()), Stream.of(Compound.values()))))
                .filter(shape -> shape.toString().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no shape: " + name));
    }
}
