package dev.bulwarden.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.command.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./bulwarden} in a small checkout of its own, with a stand-in for Maven that "builds" a program made here. */
class LauncherTest {
    private static final String PROGRAM = """
            package dev.bulwarden.cli;
            public final class Bulwarden {
                public static void main(String[] arguments) {
                    System.out.println(String.join("|", arguments));
                    System.exit(arguments.length > 0 && arguments[0].equals("refuse") ? 5 : 0);
                }
            }
            """;

    @TempDir
    Path folder;

    private Path checkout = Path.of("/nowhere");

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = Files.createDirectories(folder.resolve("a checkout"));
        copy("bulwarden");
        copy("src/lab/jdk.sh");
        Files.createDirectories(checkout.resolve("src/main"));
        Files.writeString(checkout.resolve("pom.xml"), "<project/>\n");
        program(folder.resolve("built.jar"));
        maven("mkdir -p target/lib; cp ../built.jar target/bulwarden.jar; echo built >>../builds");
    }

    @Test
    void buildsOnFirstUseAndTellsOnStandardErrorOnly() throws Exception {
        Output first = run("plan", "my book.yml", "*", "$HOME", "");
        assertThat(first).returns(0, Output::status).returns("plan|my book.yml|*|$HOME|\n", Output::out);
        assertThat(first.err()).contains("bulwarden: building", "built\n");
        Output second = run("hosts");
        assertThat(second).isEqualTo(new Output(0, "hosts\n", ""));
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        run();
        Path source = Files.writeString(checkout.resolve("src/main/New.java"), "class New {}\n");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(2)));
        assertThat(run("x").out()).isEqualTo("x\n");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void theProgramsExitStatusIsTheLaunchers() throws Exception {
        assertThat(run("refuse").status()).isEqualTo(5);
    }

    @Test
    void worksThroughASymbolicLinkFromAnyFolder() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a checkout/bulwarden"));
        Path linkToLink = Files.createSymbolicLink(folder.resolve("other"), link);
        Output output = run(prepared(new ProcessBuilder(linkToLink.toString(), "x").directory(Path.of("/").toFile())));
        assertThat(output).returns(0, Output::status).returns("x\n", Output::out);
    }

    @Test
    void aFailedBuildIsShownAndEndsWithOne() throws Exception {
        maven("echo '[ERROR] Broken.java:[1] error'; exit 1");
        Output output = run("plan");
        assertThat(output).returns(1, Output::status).returns("", Output::out);
        assertThat(output.err()).contains("[ERROR] Broken.java:[1] error", "the build failed",
                checkout + "/target/build.log");
    }

    @Test
    void anOldJdkIsPassedOver() throws Exception {
        Path old = Files.createDirectories(folder.resolve("jdk-17/bin")).getParent();
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        script(old.resolve("bin/java"), "echo old");
        script(old.resolve("bin/javac"), "echo old");
        ProcessBuilder builder = launcher("x");
        builder.environment().put("JAVA_HOME", old.toString());
        builder.environment().merge("PATH", System.getProperty("java.home") + "/bin",
                (path, java) -> java + ":" + path);
        assertThat(run(builder).out()).isEqualTo("x\n");
    }

    @Test
    void usersAtTheSameTimeBuildOnce() throws Exception {
        maven("sleep 1; mkdir -p target/lib; cp ../built.jar target/bulwarden.jar; echo built >>../builds");
        Process first = launcher("one").redirectErrorStream(true).start();
        assertThat(run("two").out()).isEqualTo("two\n");
        assertThat(first.waitFor()).isZero();
        assertThat(builds()).isEqualTo(1);
    }

    private Output run(String... arguments) throws IOException, InterruptedException {
        return run(launcher(arguments));
    }

    private ProcessBuilder launcher(String... arguments) {
        return prepared(new ProcessBuilder(
                Stream.concat(Stream.of(checkout.resolve("bulwarden").toString()), Stream.of(arguments)).toList()));
    }

    private ProcessBuilder prepared(ProcessBuilder builder) {
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().compute("PATH", (name, path) -> folder + "/bin:" + path);
        return builder;
    }

    private Output run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path errors = folder.resolve("errors");
        Process process = builder.redirectError(errors.toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        return new Output(process.waitFor(), out, Files.readString(errors));
    }

    private long builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    private void copy(String file) throws IOException {
        Path copy = checkout.resolve(file);
        Files.createDirectories(copy.getParent());
        Files.copy(Path.of(file), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private void maven(String commands) throws IOException {
        Files.createDirectories(folder.resolve("bin"));
        script(folder.resolve("bin/mvn"), "cd '" + checkout + "' || exit 1; " + commands);
    }

    private static void script(Path file, String commands) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void program(Path file) throws IOException {
        Path source = Files.writeString(Files.createDirectories(folder.resolve("program")).resolve("Bulwarden.java"),
                PROGRAM);
        int status = ToolProvider.getSystemJavaCompiler().run(null, OutputStream.nullOutputStream(), null, "-d",
                folder.resolve("program").toString(), source.toString());
        assertThat(status).isZero();
        String entry = "dev/bulwarden/cli/Bulwarden.class";
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(Files.readAllBytes(folder.resolve("program").resolve(entry)));
            zip.closeEntry();
        }
    }
}
