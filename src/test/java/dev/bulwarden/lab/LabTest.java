package dev.bulwarden.lab;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Needs real hosts: a Docker daemon and the images of {@code src/lab/images.sh}. Put it beside {@code @Test} or on the class.
 * Where they are missing the test is skipped and says so; under {@code CI=true} or {@code -Dbulwarden.lab=required} it fails.
 */
@Tag("lab")
@ExtendWith(LabCondition.class)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface LabTest {
}
