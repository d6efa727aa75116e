package dev.bulwarden.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules of the house, as docs/architecture.md tells them. */
class ArchitectureTest {
    /** The rooms from the bottom up: a room may use those before it. */
    private static final List<String> ROOMS = List.of("diagnostic", "yaml", "syntax", "inventory", "playbook",
            "command",
            "fact", "change", "control", "guard", "plan", "remote", "remote.mina", "journal", "transaction", "fleet",
            "proxmox", "drift", "report", "lab", "cli");
    private static final List<String> CORE = ROOMS.subList(0, 11);
    private static final String ROOT = "dev.bulwarden.";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.bulwarden");
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("dev.bulwarden");

    @TestFactory
    List<DynamicTest> dependenciesPointUpwardInTheTableOfRooms() {
        List<DynamicTest> tests = new ArrayList<>();
        for (int i = 0; i < ROOMS.size(); i++) {
            String room = ROOMS.get(i);
            String[] later = ROOMS.subList(i + 1, ROOMS.size()).stream().flatMap(r -> packages(r).stream())
                    .toArray(String[]::new);
            if (later.length > 0) {
                tests.add(DynamicTest.dynamicTest(room,
                        () -> noClasses().that(residesInRoom(room)).should().dependOnClassesThat()
                                .resideInAnyPackage(later).allowEmptyShould(true).check(MAIN)));
            }
        }
        return tests;
    }

    @Test
    void everyClassLivesInARoom() {
        assertThat(MAIN).allSatisfy(c -> assertThat(ROOMS).as(c.getName()).anyMatch(r -> residesInRoom(r).test(c)));
    }

    @Test
    void coreTouchesNoFileSocketThreadClockOrRandom() {
        noClasses().that(residesInCore()).should().dependOnClassesThat()
                .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net..", "java.util.concurrent..",
                        "java.util.random..")
                .orShould().dependOnClassesThat()
                .haveNameMatching(
                        "java\\.io\\.File.*|java\\.lang\\.(Thread|Process|ProcessBuilder|Runtime)|java\\.time\\.Clock"
                                + "|java\\.util\\.(Random|SplittableRandom|Timer|UUID)|java\\.security\\.SecureRandom")
                .check(MAIN);
    }

    @Test
    void nobodyAsksTheClockButTheCommandLine() {
        noClasses().that().resideOutsideOfPackages(ROOT + "cli..", ROOT + "lab..").should()
                .callMethodWhere(DescribedPredicate.describe("reads the wall clock", call -> {
                    String owner = call.getTargetOwner().getName();
                    boolean now = owner.startsWith("java.time.") && call.getName().equals("now")
                            && call.getTarget().getRawParameterTypes().isEmpty();
                    return now || (owner.equals("java.lang.System") && call.getName().equals("currentTimeMillis"));
                })).check(MAIN);
    }

    @Test
    void onlyTheMinaRoomKnowsApacheSshd() {
        noClasses().that().resideOutsideOfPackage(ROOT + "remote.mina..").should().dependOnClassesThat()
                .resideInAnyPackage("org.apache.sshd..", "org.bouncycastle..").check(MAIN);
    }

    @Test
    void onlyTheYamlRoomKnowsTheYamlLibrary() {
        noClasses().that().resideOutsideOfPackage(ROOT + "yaml..").should().dependOnClassesThat()
                .resideInAPackage("org.yaml..").check(MAIN);
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        noClasses().that().resideOutsideOfPackage(ROOT + "cli..").should().dependOnClassesThat()
                .resideInAPackage("picocli..").check(MAIN);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses().that().resideOutsideOfPackage(ROOT + "cli..").should()
                .accessField(System.class, "out").orShould().accessField(System.class, "err").check(MAIN);
    }

    @Test
    void onlyTheCommandLineEndsTheProgram() {
        noClasses().that().resideOutsideOfPackage(ROOT + "cli..").should().callMethod(System.class, "exit", int.class)
                .check(MAIN);
    }

    @Test
    void roomsAreFreeOfCycles() {
        slices().matching("dev.bulwarden.(*)..").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void noClassExtendsAnotherOfOursButExceptions() {
        classes().that().areNotAssignableTo(Throwable.class).should(BeSubclassOf.nothingOfOurs()).check(MAIN);
    }

    @Test
    void nothingPublicIsMutable() {
        fields().that().arePublic().should().beFinal().check(MAIN);
    }

    @Test
    void noTypeIsNamedUtilHelperManagerOrImpl() {
        noClasses().should().haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)$").check(MAIN);
    }

    @Test
    void noTestUsesAMockingLibrary() {
        noClasses().should().dependOnClassesThat().resideInAnyPackage("org.mockito..", "org.easymock..", "io.mockk..")
                .check(TESTS);
    }

    private static List<String> packages(String room) {
        return room.equals("remote") ? List.of(ROOT + "remote") : List.of(ROOT + room, ROOT + room + "..");
    }

    private static DescribedPredicate<JavaClass> residesInRoom(String room) {
        String name = ROOT + room;
        return DescribedPredicate.describe("reside in " + room, c -> {
            String in = c.getPackageName();
            return in.equals(name) || (!room.equals("remote") && in.startsWith(name + "."));
        });
    }

    private static DescribedPredicate<JavaClass> residesInCore() {
        return DescribedPredicate.describe("reside in the core",
                c -> CORE.stream().anyMatch(r -> residesInRoom(r).test(c)));
    }
}
