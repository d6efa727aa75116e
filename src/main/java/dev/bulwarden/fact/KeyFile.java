package dev.bulwarden.fact;

import java.util.Objects;

/**
 * A file in which sshd would look for the keys of an account.
 *
 * @param user the account
 * @param pattern the word of AuthorizedKeysFile that leads to it, as written
 * @param readable whether the account itself can read it, as sshd does
 */
public record KeyFile(String user, String pattern, Walk walk, boolean readable) {
    public KeyFile {
        Objects.requireNonNull(user, "user is null");
        Objects.requireNonNull(pattern, "pattern is null");
        Objects.requireNonNull(walk, "walk is null");
    }
}
