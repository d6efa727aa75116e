package dev.bulwarden.syntax.firewall;

/**
 * A rule, as far as one packet is concerned.
 *
 * @param holds whether its conditions do
 */
record Step(Truth holds, Action action) {
    /** What a rule does with a packet. */
    sealed interface Action {
        /** It goes on to the next rule. */
        record Pass() implements Action {}

        record Accept() implements Action {}

        /** Dropped or rejected. */
        record Drop() implements Action {}

        /** Back to the chain that jumped here. */
        record Return() implements Action {}

        /**
         * On to another chain.
         *
         * @param back whether the packet comes back when that chain decides nothing
         */
        record Jump(String chain, boolean back) implements Action {}

        /** Something that is not known here. */
        record Unknown() implements Action {}
    }
}
