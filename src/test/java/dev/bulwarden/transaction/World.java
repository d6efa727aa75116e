package dev.bulwarden.transaction;

/** What the new configuration is like. */
enum World {
    /** All is well. */
    GOOD,
    /** sshd -T rejects it, or it differs from the plan. */
    REJECTED,
    /** The reload is refused and the old daemon serves on. */
    RELOAD_FAILS,
    /** The daemon dies at the reload. */
    DAEMON_DIES,
    /** It refuses our login. */
    LOCKS_OUT,
    /** It refuses our login, and for a reason that no rehearsal can show, such as a firewall. */
    LOCKS_OUT_UNSEEN
}
