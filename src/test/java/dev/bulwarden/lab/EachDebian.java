package dev.bulwarden.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A lab test that runs once on each {@link Debian} that systemd runs, which is its first parameter; see {@link EachRelease}. */
@LabTest
@ParameterizedTest(name = "{0}")
@EnumSource(value = Debian.class, names = "FORKY", mode = EnumSource.Mode.EXCLUDE)
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface EachDebian {
}
