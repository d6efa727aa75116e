package dev.bulwarden.change;

/** A change that is not a file, undone by its inverse. Carried out in plan order, undone in reverse, and only what really changed is undone. */
public sealed interface Action {
    /** {@code groupadd --system}; undone by {@code groupdel}. */
    record CreateGroup(String group) implements Action {}

    /** {@code gpasswd -a}; undone by {@code gpasswd -d}. */
    record AddMember(String group, String user) implements Action {}
}
