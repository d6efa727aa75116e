package dev.bulwarden.fact;

/** An answer that is not of the agreed form; never leaves this room, see {@link Answer#read}. */
final class Garbled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Garbled(String what) {
        super(what);
    }
}
