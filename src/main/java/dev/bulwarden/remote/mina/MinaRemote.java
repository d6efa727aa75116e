package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.inventory.Secret;
import dev.bulwarden.remote.Link;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.session.ClientSession;

/** One login over one session. */
final class MinaRemote implements Remote {
    private static final String ROOT = "root";

    private final ClientSession session;
    private final Link link;
    private final Login login;
    private final SecretReader secrets;
    private final AtomicBoolean reached = new AtomicBoolean();

    MinaRemote(ClientSession session, Link link, Login login, SecretReader secrets) {
        this.session = session;
        this.link = link;
        this.login = login;
        this.secrets = secrets;
    }

    @Override
    public Link link() {
        return link;
    }

    @Override
    public Output run(Command command) throws RemoteFailure, InterruptedException {
        return run(command, asRoot(command.limits().time()), true);
    }

    @Override
    public Output runAsLogin(Command command) throws RemoteFailure, InterruptedException {
        return run(command, Invocation.plain(command.limits().time()), false);
    }

    private Output run(Command command, Invocation invocation, boolean asRoot)
            throws RemoteFailure, InterruptedException {
        Frame frame = new Frame(Tokens.next());
        try {
            Exec.Ended ended = Exec.run(session, invocation, frame, command, asRoot, reached);
            return new Answers(link, command, invocation, frame).of(ended);
        } catch (IOException e) {
            if (session.isOpen()) {
                throw new RemoteFailure.NotPermitted(Diagnostic
                        .error(link.address() + ": " + link.user() + " may not run a command: " + Causes.words(e))
                        .remedy("check MaxSessions, and ForceCommand or a restricted key for this login"));
            }
            throw Answers.lost(link, command, "the connection broke: " + Causes.words(e), e);
        }
    }

    /** A channel of this login at whose end a script, as root, becomes a server. Not open yet. */
    Served serve(Command server) throws RemoteFailure, InterruptedException {
        return new Served(session, asRoot(server.limits().time()), server);
    }

    /** Root needs no sudo, and a stock Proxmox VE node has none. */
    private Invocation asRoot(Duration time) throws RemoteFailure, InterruptedException {
        boolean sudo = login.become() == Login.Become.SUDO && !login.user().equals(ROOT);
        if (!sudo) {
            return Invocation.plain(time);
        }
        if (login.becomePassword().isEmpty()) {
            return Invocation.sudo(time);
        }
        char[] password = password(login.becomePassword().get());
        try {
            return Invocation.sudoWithPassword(time, Tokens.next(), password);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private char[] password(Secret secret) throws RemoteFailure, InterruptedException {
        try {
            return secrets.read(secret, "sudo password of " + login.user());
        } catch (SecretReader.Unavailable e) {
            throw new RemoteFailure.NotPermitted(e.diagnostic());
        }
    }

    @Override
    public String fetch(String path, int limit) throws RemoteFailure, InterruptedException {
        var direct = SftpRead.read(session, path, limit);
        return direct.isPresent() ? direct.get() : ScriptRead.read(this, path, limit);
    }

    @Override
    public void close() {
        session.close(true);
    }
}
