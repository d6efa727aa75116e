package dev.bulwarden.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lab test that runs once on every {@link Debian}, which is its first parameter, also on the one without systemd. */
@LabTest
@ParameterizedTest(name = "{0}")
@EnumSource(Debian.class)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface EachRelease {
}
