package dev.bulwarden.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Conditions on the superclass of a class. */
final class BeSubclassOf {
    private BeSubclassOf() {}

    static ArchCondition<JavaClass> nothingOfOurs() {
        return new ArchCondition<>("extend no class of ours") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getRawSuperclass().filter(s -> s.getPackageName().startsWith("dev.bulwarden"))
                        .ifPresent(s -> events.add(SimpleConditionEvent.violated(type,
                                type.getName() + " extends " + s.getName())));
            }
        };
    }
}
