package dev.bulwarden.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnifiedDiffTest {

    @Test
    void oneChangedLineWithItsContext() {
        assertThat(UnifiedDiff.of("a", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "b", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"))
                .isEqualTo("""
                        --- a
                        +++ b
                        @@ -2,7 +2,7 @@
                         2
                         3
                         4
                        -5
                        +five
                         6
                         7
                         8
                        """);
    }

    @Test
    void aMissingFinalNewlineIsShownOnBothSides() {
        assertThat(UnifiedDiff.of("a", "x\ny", "b", "x\nz")).isEqualTo("""
                --- a
                +++ b
                @@ -1,2 +1,2 @@
                 x
                -y
                \\ No newline at end of file
                +z
                \\ No newline at end of file
                """);
    }

    @Test
    void aNewFileComesFromNowhere() {
        assertThat(UnifiedDiff.of("/dev/null", "", "b", "x\n")).isEqualTo("""
                --- /dev/null
                +++ b
                @@ -0,0 +1,1 @@
                +x
                """);
    }

    @Test
    void equalTextsHaveNoDiff() {
        assertThat(UnifiedDiff.of("a", "x\n", "b", "x\n")).isEmpty();
    }
}
