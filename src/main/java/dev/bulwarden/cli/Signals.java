package dev.bulwarden.cli;

import dev.bulwarden.report.ExitCode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Makes the signals by which a program is asked to end requests to stop. Where nobody obeys them the program ends at once: nothing is at stake.
 *
 * <p>{@code sun.misc.Signal} is the only way in Java to hear of a second signal; it is called by reflection, because the compiler's warning about it
 * can neither be suppressed nor be let pass by a build that lets none pass. See docs/adr/0011-signals.md.
 */
final class Signals {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    private Signals() {}

    /** From now on, for this whole process. A signal that was ignored when the program was started, as by nohup, stays ignored. */
    @SuppressWarnings("ReferenceEquality") // a handler is equal to itself alone
    static void become(Console console) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Method handle = signal.getMethod("handle", signal, handler);
            InvocationHandler heard = (proxy, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    heard(console, "SIG" + signal.getMethod("getName").invoke(arguments[0]));
                    yield null;
                }
                case "equals" -> proxy == arguments[0];
                case "hashCode" -> System.identityHashCode(proxy);
                default -> "asks to stop";
            };
            Object asks = Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[]{handler}, heard);
            for (String name : NAMES) {
                handle.invoke(null, signal.getConstructor(String.class).newInstance(name), asks);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java hears no signals", e);
        }
    }

    private static void heard(Console console, String name) {
        if (!console.stop().ask(name)) {
            console.err().println("interrupted by " + name + "; nothing was under way that changes a host");
            console.err().flush();
            System.exit(ExitCode.ERROR.number());
        }
    }
}
