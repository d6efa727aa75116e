package dev.bulwarden.syntax.sshd;

import java.util.Objects;

/** One line of a configuration file. Its slots tile it: {@link #text()} is what was read. */
public sealed interface Line {
    /** The whole line with its line end. */
    String text();

    /** {@code \n}, {@code \r\n}, or nothing at the end of a file without a final newline. */
    String eol();

    /** The line without its line end. */
    default String content() {
        return text().substring(0, text().length() - eol().length());
    }

    /** The same content with another line end. */
    Line ended(String eol);

    /** Nothing but white space. */
    record Blank(String content, String eol) implements Line {
        public Blank {
            Objects.requireNonNull(content, "content is null");
            Objects.requireNonNull(eol, "eol is null");
        }

        @Override
        public String text() {
            return content + eol;
        }

        @Override
        public Blank ended(String other) {
            return new Blank(content, other);
        }
    }

    /** Starts with {@code #}, white space aside. */
    record Comment(String content, String eol) implements Line {
        public Comment {
            Objects.requireNonNull(content, "content is null");
            Objects.requireNonNull(eol, "eol is null");
        }

        @Override
        public String text() {
            return content + eol;
        }

        @Override
        public Comment ended(String other) {
            return new Comment(content, other);
        }
    }

    /**
     * A keyword and its arguments.
     *
     * @param indent white space before the word
     * @param word the keyword as written, quotes included
     * @param separator white space and at most one {@code =}
     * @param value the arguments as written; may be empty
     * @param trailer white space and a comment behind the value; a release that takes the comment for a part of the value is the
     *     {@link Dialect}'s business
     */
    record Directive(String indent, String word, String separator, String value, String trailer, String eol)
            implements
                Line {
        public Directive {
            Objects.requireNonNull(indent, "indent is null");
            Objects.requireNonNull(separator, "separator is null");
            Objects.requireNonNull(value, "value is null");
            Objects.requireNonNull(trailer, "trailer is null");
            Objects.requireNonNull(eol, "eol is null");
            if (word.isEmpty()) {
                throw new IllegalArgumentException("a directive without a word");
            }
        }

        /** The keyword without quotes. */
        public String keyword() {
            return word.replace("\"", "");
        }

        /** Whether it starts a Match block. */
        public boolean isMatch() {
            return keyword().equalsIgnoreCase("Match");
        }

        /** Everything behind the separator but white space at the end, which is what sshd takes apart. */
        public String rest() {
            String rest = value + trailer;
            int end = rest.length();
            while (end > 0 && " \t\r\f".indexOf(rest.charAt(end - 1)) >= 0) {
                end--;
            }
            return rest.substring(0, end);
        }

        @Override
        public String text() {
            return indent + word + separator + value + trailer + eol;
        }

        @Override
        public Directive ended(String other) {
            return new Directive(indent, word, separator, value, trailer, other);
        }
    }

    /** No keyword can be made out, as with a quote that is never closed; sshd passes over such a line in silence. */
    record Malformed(String content, String eol) implements Line {
        public Malformed {
            Objects.requireNonNull(content, "content is null");
            Objects.requireNonNull(eol, "eol is null");
        }

        @Override
        public String text() {
            return content + eol;
        }

        @Override
        public Malformed ended(String other) {
            return new Malformed(content, other);
        }
    }
}
