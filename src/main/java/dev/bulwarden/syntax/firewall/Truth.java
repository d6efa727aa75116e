package dev.bulwarden.syntax.firewall;

/** Whether a condition holds, as far as it can be judged. */
enum Truth {
    YES, NO, PERHAPS;

    static Truth of(boolean known) {
        return known ? YES : NO;
    }

    Truth and(Truth other) {
        if (this == NO || other == NO) {
            return NO;
        }
        return this == YES ? other : this;
    }

    Truth or(Truth other) {
        return not().and(other.not()).not();
    }

    Truth not() {
        return switch (this) {
            case YES -> NO;
            case NO -> YES;
            case PERHAPS -> PERHAPS;
        };
    }
}
