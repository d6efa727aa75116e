package dev.bulwarden.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Releases and ways for {@link EachReach}; which way a release gets differs from test to test. */
final class EveryReach implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        List<Reach> ways = List.of(Reach.values());
        List<Arguments> all = new ArrayList<>();
        int next = Math.floorMod(context.getRequiredTestMethod().getName().hashCode(), ways.size());
        boolean booted = context.getRequiredTestMethod().getAnnotation(EachReach.class).booted();
        for (Debian debian : Debian.values()) {
            if (booted && !debian.systemd()) {
                continue;
            }
            List<Reach> some = Boolean.getBoolean("bulwarden.full") ? ways : List.of(ways.get(next % ways.size()));
            some.forEach(reach -> all.add(Arguments.of(debian, reach)));
            next++;
        }
        return all.stream();
    }
}
