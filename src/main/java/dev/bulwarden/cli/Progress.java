package dev.bulwarden.cli;

import dev.bulwarden.fleet.Fleet;
import dev.bulwarden.fleet.HostResult;
import dev.bulwarden.fleet.StopRequest;
import dev.bulwarden.fleet.StopRequest.Stage;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.report.Printable;
import dev.bulwarden.report.Report;
import dev.bulwarden.report.Style;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Shows on standard error how a run gets on. On a terminal: a bar for the fleet and a line for each host in flight, redrawn at most ten times a
 * second; else: plain lines; with {@code --format json}: one JSON object a line. Safe for many threads.
 *
 * @param <T> what the run gives
 */
final class Progress<T> implements Fleet.Listener<T>, AutoCloseable {
    private static final int LINES = 8;
    private static final long REDRAW_MILLIS = 100;

    private final Console console;
    private final boolean json;
    private final int all;
    private final Clock clock;
    private final Map<String, String> inFlight = new LinkedHashMap<>();
    private int done;
    private int drawn;
    private long lastDrawn;

    Progress(Console console, boolean json, int all, Clock clock) {
        this.console = console;
        this.json = json;
        this.all = all;
        this.clock = clock;
    }

    @Override
    public synchronized void started(Host host) {
        inFlight.put(host.name(), "connecting");
        draw(false);
    }

    /** What a host is busy with; shown on a terminal only. */
    synchronized void doing(String host, String what) {
        inFlight.replace(host, Printable.line(what));
        draw(false);
    }

    /** A host has reached a step worth telling. */
    synchronized void step(String host, String step) {
        inFlight.replace(host, Printable.line(step));
        if (json) {
            ObjectNode event = Report.object();
            event.put("event", "step").put("at", clock.instant().toString()).put("host", host).put("step", step);
            console.err().println(event);
        } else if (console.interactive()) {
            draw(false);
        } else {
            console.err().println(host + ": " + Printable.line(step));
        }
    }

    @Override
    public synchronized void ended(HostResult<T> result) {
        inFlight.remove(result.host().name());
        done++;
        if (result instanceof HostResult.Crashed<T>(var host, var bug)) {
            erase();
            console.err().println(host.name() + ": a fault in Bulwarden, please report it:");
            bug.printStackTrace(console.err());
        }
        draw(done == all);
    }

    @Override
    public synchronized void stopping(StopRequest request, List<Host> underWay, boolean interrupted) {
        erase();
        List<String> names = underWay.stream().map(Host::name).toList();
        if (json) {
            ObjectNode event = Report.object();
            event.put("event", "stop").put("at", clock.instant().toString()).put("by", request.by())
                    .put("stage", request.stage().name().toLowerCase(Locale.ROOT));
            names.forEach(event.putArray("hosts")::add);
            console.err().println(event);
        } else {
            console.err().println(request.by() + ": " + told(names, interrupted, request.stage()));
        }
        console.err().flush();
        draw(true);
    }

    private static String told(List<String> underWay, boolean interrupted, Stage stage) {
        String hosts = String.join(", ", underWay);
        if (underWay.isEmpty()) {
            return "stopping; nothing is under way";
        }
        if (interrupted) {
            return "stopping " + hosts + (stage == Stage.RESTORE ? "; what was changed there is put back" : "");
        }
        return "no further host is started; finishing " + hosts + "; once more, and it is put back instead";
    }

    /** Leaves a clean terminal. */
    @Override
    public synchronized void close() {
        erase();
        console.err().flush();
    }

    private void draw(boolean now) {
        long time = clock.millis();
        if (json || !console.interactive() || (!now && time - lastDrawn < REDRAW_MILLIS)) {
            return;
        }
        lastDrawn = time;
        erase();
        int width = 24;
        int full = all == 0 ? width : width * done / all;
        StringBuilder text = new StringBuilder(
                "[" + "#".repeat(full) + "-".repeat(width - full) + "] " + done + "/" + all);
        inFlight.entrySet().stream().limit(LINES).forEach(e -> text.append("\n  ").append(e.getKey()).append("  ")
                .append(e.getValue()));
        if (inFlight.size() > LINES) {
            text.append("\n  … and ").append(inFlight.size() - LINES).append(" more");
        }
        console.err().print(text);
        console.err().flush();
        drawn = 1 + Math.min(LINES, inFlight.size()) + (inFlight.size() > LINES ? 1 : 0);
    }

    private void erase() {
        if (drawn > 0) {
            console.err().print(Style.erased(drawn));
            drawn = 0;
        }
    }
}
