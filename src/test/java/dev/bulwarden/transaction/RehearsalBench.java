package dev.bulwarden.transaction;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Expectation;
import dev.bulwarden.change.FileEdit;
import dev.bulwarden.fact.Daemon;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.inventory.Secret;
import dev.bulwarden.lab.LabAccess;
import dev.bulwarden.lab.LabHost;
import dev.bulwarden.lab.LabUser;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.mina.MinaConnector;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rehearses hand-made changes on a lab host, over one login that stays. */
final class RehearsalBench implements AutoCloseable {
    static final String MAIN = "/etc/ssh/sshd_config";
    private static final Daemon.Options OPTIONS = new Daemon.Options(List.of(), MAIN);

    private final LabHost lab;
    private final Host host;
    private final MinaConnector connector;
    private final Remote outer;
    private final String main;
    private final List<Expectation.Principal> others = new ArrayList<>();

    RehearsalBench(LabHost lab, String user, Path folder) throws Exception {
        this.lab = lab;
        Host plain = LabAccess.host(lab, user, folder);
        Login key = plain.login();
        Login login = user.equals("ops")
                ? new Login(user, key.identityFiles(), key.certificateFile(), key.passphrase(), key.become(),
                        Optional.of(new Secret.Environment("SUDO_PASSWORD")))
                : key;
        this.host = new Host(plain.name(), plain.endpoint(), login,
                Map.of("carl", LabAccess.login("carl"), "ops", LabAccess.login("ops")), Optional.empty(), Map.of(),
                List.of());
        this.connector = new MinaConnector((_, _) -> LabUser.PASSWORD.toCharArray(), folder, null);
        this.outer = connector.connect(host.endpoint(), host.login());
        this.main = lab.read(MAIN);
    }

    /** Somebody else must get in, too. */
    void protect(String user, String... from) {
        others.add(new Expectation.Principal(user, List.of(from)));
    }

    /** The shipped configuration with these lines in front. */
    FileEdit front(String lines) {
        return put(MAIN, lines + "\n" + main);
    }

    FileEdit put(String path, String text) {
        return new FileEdit(path, path, Optional.empty(), Optional.of(new FileEdit.Content(text, 0644, 0, 0)), "");
    }

    /** A file with one line of it replaced. */
    FileEdit replace(String path, String line, String by) {
        String text = lab.read(path);
        if (!text.contains(line)) {
            throw new AssertionError(path + " has no " + line);
        }
        return put(path, text.replace(line, by));
    }

    Rehearsed run(FileEdit... edits) throws Exception {
        return run(List.of(), host.endpoint(), List.of("0.0.0.0:22", "[::]:22"), edits);
    }

    Rehearsed run(List<Action> actions, FileEdit... edits) throws Exception {
        return run(actions, host.endpoint(), List.of("0.0.0.0:22", "[::]:22"), edits);
    }

    /** With a host that must answer at another port afterwards. */
    Rehearsed moved(int port, FileEdit... edits) throws Exception {
        Endpoint then = host.endpoint().at(host.endpoint().address(), List.of(port));
        return run(List.of(), then, List.of("0.0.0.0:" + port), edits);
    }

    private Rehearsed run(List<Action> actions, Endpoint then, List<String> listens, FileEdit... edits)
            throws Exception {
        List<Expectation.Principal> principals = new ArrayList<>(others);
        principals.addFirst(new Expectation.Principal(host.login().user(), List.of()));
        Expectation expectation = new Expectation(List.of(new Expectation.Evaluation("", new TreeMap<>(), false)),
                principals, listens, then);
        return new Rehearsal(connector, host, "/usr/sbin/sshd", OPTIONS, List.of(edits), actions, expectation)
                .over(outer);
    }

    /** A login and a command, for comparison. */
    void plainLogin() throws Exception {
        try (Remote remote = connector.connect(host.endpoint(), host.login())) {
            LoginProbe.asLogin(remote).ifPresent(why -> {
                throw new AssertionError(why);
            });
        }
    }

    @Override
    public void close() {
        outer.close();
        connector.close();
    }
}
