package dev.bulwarden.syntax.sshd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NameCellsTest {
    private static final List<String> PIECES = List.of("a", "b", "ab", "*", "?", "root", "1", "*a", "b*");

    @Test
    void everyNameIsToldApartLikeOneOfThoseListed() {
        for (long seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<String> lists = new ArrayList<>();
            for (int i = random.nextInt(4); i >= 0; i--) {
                lists.add(pattern(random) + (random.nextBoolean() ? ",!" + pattern(random) : ""));
            }
            NameCells cells = NameCells.of(lists, NameCells.Kind.ACCOUNT);
            Set<List<Boolean>> known = new HashSet<>();
            for (String name : cells.names()) {
                assertThat(known.add(fits(lists, name))).as("seed %d: %s", seed, name).isTrue();
            }
            assertThat(cells.complete()).isTrue();
            for (int i = 0; i < 200; i++) {
                String name = name(random);
                assertThat(known).as("seed %d: %s of %s", seed, name, lists).contains(fits(lists, name));
            }
        }
    }

    @Test
    void aClientsNameIsNoAddress() {
        assertThat(NameCells.of(List.of("10.*"), NameCells.Kind.HOST).names())
                .allMatch(name -> name.matches(".*[a-z].*"));
    }

    @Test
    void aPatternTooLongToBeFollowedIsSaid() {
        assertThat(NameCells.of(List.of("a".repeat(70)), NameCells.Kind.ACCOUNT).complete()).isFalse();
    }

    private static String pattern(Random random) {
        return Stream.generate(() -> PIECES.get(random.nextInt(PIECES.size()))).limit(1 + random.nextInt(3))
                .collect(Collectors.joining());
    }

    private static String name(Random random) {
        return Stream.generate(() -> String.valueOf("ab1rotz".charAt(random.nextInt(7)))).limit(1 + random.nextInt(6))
                .collect(Collectors.joining());
    }

    /** Of each pattern, without regard to negation. */
    private static List<Boolean> fits(List<String> lists, String name) {
        return lists.stream().flatMap(list -> Stream.of(list.split(",")))
                .map(part -> part.startsWith("!") ? part.substring(1) : part).distinct()
                .map(pattern -> Patterns.matches(pattern, name)).toList();
    }
}
