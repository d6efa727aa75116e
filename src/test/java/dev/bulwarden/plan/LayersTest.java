package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.playbook.Item;
import dev.bulwarden.playbook.Requirement;
import dev.bulwarden.playbook.Requirement.GroupMembers;
import dev.bulwarden.playbook.Requirement.SshdAbsent;
import dev.bulwarden.playbook.Requirement.SshdMatch;
import dev.bulwarden.playbook.Requirement.SshdSetting;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayersTest {

    private final Layers layers = new Layers();

    @Test
    void theLaterLayerWinsAndBothPlacesAreNamed() {
        layers.add("a", setting("MaxAuthTries", "6", 3));
        layers.add("b", setting("maxauthtries", "3", 9));
        assertThat(layers.requirements()).containsExactly(setting("maxauthtries", "3", 9));
        assertThat(layers.notes()).singleElement().asString().contains("play.yml:9").contains("play.yml:3");
    }

    @Test
    void agreementIsNotWorthANote() {
        layers.add("a", setting("MaxAuthTries", "3", 3));
        layers.add("b", setting("MaxAuthTries", "3", 9));
        assertThat(layers.notes()).isEmpty();
    }

    @Test
    void betweenSetAndAbsentTheLaterLayerWins() {
        layers.add("a", setting("AcceptEnv", "LANG", 3));
        layers.add("b", new SshdAbsent(item("sshd.absent.AcceptEnv", 9), "AcceptEnv"));
        assertThat(layers.requirements()).singleElement().isInstanceOf(SshdAbsent.class);
    }

    @Test
    void matchBlocksOfALaterLayerComeFirstAndTheSameCriteriaReplace() {
        Requirement shared = match("Group staff", 1);
        layers.add("a", shared);
        layers.add("a", match("User a", 2));
        layers.add("b", match("User b", 8));
        layers.add("b", match("Group staff", 9));
        assertThat(layers.requirements()).containsExactly(match("User b", 8), match("Group staff", 9),
                match("User a", 2));
    }

    @Test
    void membersAreUnited() {
        layers.add("a", new GroupMembers(item("groups.g", 1), "g", List.of("x", "y")));
        layers.add("b", new GroupMembers(item("groups.g", 2), "g", List.of("y", "z")));
        assertThat(layers.requirements())
                .containsExactly(new GroupMembers(item("groups.g", 2), "g", List.of("x", "y", "z")));
    }

    private static SshdSetting setting(String keyword, String value, int line) {
        return new SshdSetting(item("sshd.settings." + keyword, line), keyword, List.of(value), Optional.empty());
    }

    private static SshdMatch match(String criteria, int line) {
        return new SshdMatch(item("sshd.match[" + criteria + "]", line), criteria, List.of());
    }

    private static Item item(String id, int line) {
        return new Item(id, Place.line("play.yml", line), "play", false, Optional.empty(), List.of());
    }
}
