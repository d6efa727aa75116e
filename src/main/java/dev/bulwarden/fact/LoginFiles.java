package dev.bulwarden.fact;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What sshd looks at, besides its configuration, when somebody comes with a key.
 *
 * @param keyFiles of the login in use, of those who must get in and of administrators, for every AuthorizedKeysFile that is or shall be set;
 *     an account whose files could not be looked at in time has none here
 * @param homes the home folders of these accounts, by account
 * @param walks by path: ChrootDirectory and the shell inside it, RevokedKeys, TrustedUserCAKeys, AuthorizedKeysCommand, ForceCommand
 * @param keyInUse fingerprint of the key the survey's login came with, {@code SHA256:…}; empty: not known
 */
public record LoginFiles(List<KeyFile> keyFiles, Map<String, Walk> homes, Map<String, Walk> walks,
        Optional<String> keyInUse) {
    /** Nothing was looked at. */
    public static final LoginFiles NONE = new LoginFiles(List.of(), Map.of(), Map.of(), Optional.empty());

    public LoginFiles {
        keyFiles = List.copyOf(keyFiles);
        homes = Map.copyOf(homes);
        walks = Map.copyOf(new LinkedHashMap<>(walks));
        Objects.requireNonNull(keyInUse, "keyInUse is null");
    }

    /**
     * The files sshd would read keys of an account from, in the order it does.
     *
     * @param patterns the words of AuthorizedKeysFile; those that were not looked at are left out
     */
    public List<KeyFile> keys(String user, List<String> patterns) {
        return patterns.stream()
                .flatMap(p -> keyFiles.stream().filter(f -> f.user().equals(user) && f.pattern().equals(p)).limit(1))
                .toList();
    }

    /** What lies at a path; empty: it was not looked at. */
    public Optional<Walk> walk(String path) {
        return Optional.ofNullable(walks.get(path));
    }

    public Optional<Walk> home(String user) {
        return Optional.ofNullable(homes.get(user));
    }

    /** The same, now that it is known what key the login came with. */
    public LoginFiles cameWith(Optional<String> fingerprint) {
        return new LoginFiles(keyFiles, homes, walks, fingerprint);
    }
}
