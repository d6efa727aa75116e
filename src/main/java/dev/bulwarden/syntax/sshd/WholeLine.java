package dev.bulwarden.syntax.sshd;

/** Values that are the rest of the line as written, quotes and blanks included. */
final class WholeLine {

    private WholeLine() {}

    static Reading read(Keyword keyword, Shape.Whole shape, String raw) {
        String value = raw.stripLeading();
        if (value.isEmpty()) {
            return Reading.refused(keyword + " has no value");
        }
        return switch (shape) {
            case LINE -> Reading.of(value);
            case COMMAND -> value.startsWith("/") || value.equalsIgnoreCase("none")
                    ? Reading.of(value)
                    : Reading.refused(keyword + " wants an absolute path or none, not \"" + value + "\"");
            case ADDENDUM -> value.indexOf('\r') >= 0
                    ? Reading.refused(keyword + " has a carriage return in it")
                    : Reading.of(value.equalsIgnoreCase("none") ? "none" : value);
        };
    }
}
