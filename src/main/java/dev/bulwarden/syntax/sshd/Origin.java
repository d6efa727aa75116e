package dev.bulwarden.syntax.sshd;

import dev.bulwarden.diagnostic.Place;

/**
 * A line of a configuration file.
 *
 * @param path the file
 * @param index counts lines from 0
 */
public record Origin(String path, int index) {
    /** The same as editors count. */
    public Place place() {
        return Place.line(path, index + 1);
    }

    @Override
    public String toString() {
        return place().toString();
    }
}
