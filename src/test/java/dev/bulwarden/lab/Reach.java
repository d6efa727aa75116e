package dev.bulwarden.lab;

/** How a lab host is reached. Where it answers and where its sshd listens are the same in the first way only. */
public enum Reach {
    /** At its own address and port. */
    DIRECT,
    /** At a port of this machine that leads to its port 22; it sees the bridge as its peer. */
    PUBLISHED,
    /** Through another host, as by {@code ssh -L}: at a port of this machine; it sees the other host as its peer. */
    JUMP
}
