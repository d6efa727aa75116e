package dev.bulwarden.inventory;

import java.util.List;

/** Where a secret can be found when it is needed. Never the secret itself; a literal in an inventory is refused. */
public sealed interface Secret {
    /** Ask on the terminal, once per run and place. */
    record Prompt() implements Secret {}

    /** An environment variable of the controller. */
    record Environment(String name) implements Secret {}

    /** An open file descriptor of the controller, read to its end. */
    record FileDescriptor(int number) implements Secret {}

    /** The first line of standard output of a program on the controller, run without a shell. */
    record Program(List<String> argv) implements Secret {
        public Program {
            argv = List.copyOf(argv);
        }
    }
}
