package dev.bulwarden.inventory;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * One host of the inventory, with everything its groups and the defaults say already resolved.
 *
 * @param name its name in the inventory, unique
 * @param endpoint where it answers today
 * @param login the login in use
 * @param credentials logins for other users of the host whose key we hold, by user name
 * @param answerAt address at which it must answer after a change of listener, where that is not {@code endpoint.address()}
 * @param variables free variables, for {@code {{ name }}}
 * @param groups names of the groups it is in, directly or through children, plus {@code all}; sorted
 */
public record Host(String name, Endpoint endpoint, Login login, Map<String, Login> credentials,
        Optional<String> answerAt, Map<String, String> variables, List<String> groups) {
    public Host {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(endpoint, "endpoint is null");
        Objects.requireNonNull(login, "login is null");
        Objects.requireNonNull(answerAt, "answerAt is null");
        credentials = Map.copyOf(credentials);
        variables = Map.copyOf(variables);
        groups = List.copyOf(groups);
    }
}
