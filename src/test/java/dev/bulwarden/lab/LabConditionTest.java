package dev.bulwarden.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LabConditionTest {
    @Test
    void aMissingLabSkipsWithTheReason() {
        var result = LabCondition.decide(Optional.of("no Docker daemon answers"), false);
        assertThat(result.isDisabled()).isTrue();
        assertThat(result.getReason()).hasValue(LabCondition.SKIPPED + "no Docker daemon answers");
    }

    @Test
    void aMissingLabFailsWhereItIsRequired() {
        assertThatThrownBy(() -> LabCondition.decide(Optional.of("no Docker daemon answers"), true))
                .hasMessageContaining("no Docker daemon answers");
    }

    @Test
    void onlyWhatADeadProcessLeftIsPruned() {
        String mine = LabDocker.labels().get("bulwarden.owner");
        assertThat(LabDocker.isOrphan(mine)).isFalse();
        assertThat(LabDocker.isOrphan(null)).isFalse();
        long me = ProcessHandle.current().pid();
        // The same process id, but started at another time: a later process that got the number again.
        assertThat(LabDocker.isOrphan(me + "@1")).isTrue();
    }
}
