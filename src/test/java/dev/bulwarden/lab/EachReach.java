package dev.bulwarden.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A lab test that runs on each {@link Debian}, its first parameter, and over each {@link Reach}, its second: one way a release, and with
 * {@code -Dbulwarden.full=true} every way on every release.
 */
@LabTest
@ParameterizedTest(name = "{0}, {1}")
@ArgumentsSource(EveryReach.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface EachReach {
    /** Only on releases whose hosts systemd runs: for a test that names its units. */
    boolean booted() default false;
}
