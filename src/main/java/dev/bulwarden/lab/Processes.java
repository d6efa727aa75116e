package dev.bulwarden.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Processes of this machine. */
final class Processes {
    private Processes() {}

    /**
     * Whether a process has ended. One that has, and that its parent has not asked for, is kept by the kernel in state Z, and Java calls it alive; in a
     * container whose first process asks for nobody it stays so for good. See proc_pid_stat(5).
     */
    static boolean ended(ProcessHandle process) {
        if (!process.isAlive()) {
            return true;
        }
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "stat"),
                    StandardCharsets.ISO_8859_1);
            char state = stat.charAt(stat.lastIndexOf(')') + 2); // the name between brackets may hold anything
            return state == 'Z' || state == 'X';
        } catch (IOException _) {
            return !process.isAlive(); // gone since, or there is no /proc
        }
    }
}
