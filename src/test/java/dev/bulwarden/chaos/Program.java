package dev.bulwarden.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The words that start the program.
 *
 * @param words before its own arguments
 */
record Program(List<String> words) {
    private static final String MAIN = "dev.bulwarden.cli.Bulwarden";

    Program {
        words = List.copyOf(words);
    }

    /** From the classes of this build. */
    static Program built() {
        return java(System.getProperty("java.class.path"));
    }

    /**
     * From a jar of these classes, with what the JVM learns of them in one run kept in a cache: it starts in half the time. Worth it for many
     * runs.
     *
     * @param folder for jar and cache
     * @param rehearsal starts that one run
     */
    static Program cached(Path folder, Rehearsal rehearsal) throws IOException, InterruptedException {
        List<String> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (Files.exists(Path.of(entry, MAIN.replace('.', '/') + ".class"))) {
                path.addFirst(jar(Path.of(entry), folder.resolve("bulwarden.jar")));
            } else if (entry.endsWith(".jar")) {
                path.add(entry);
            }
        }
        Path cache = folder.resolve("bulwarden.aot");
        String all = String.join(File.pathSeparator, path);
        rehearsal.play(java(all, "-XX:AOTCacheOutput=" + cache));
        return java(all, "-XX:AOTCache=" + cache);
    }

    /** Uses the program once. */
    @FunctionalInterface
    interface Rehearsal {
        void play(Program program) throws InterruptedException;
    }

    /** Started often, for seconds. */
    private static Program java(String classPath, String... options) {
        return new Program(Stream.of(
                Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED", "-Xlog:disable", "-Xlog:all=error:stderr"),
                Stream.of(options), Stream.of("-cp", classPath, MAIN)).flatMap(s -> s).toList());
    }

    private static String jar(Path classes, Path jar) throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(jar)); var files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
                zip.closeEntry();
            }
        }
        return jar.toString();
    }
}
