package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.remote.Link;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import java.time.Duration;

/** A login over a {@link Served} channel: failures come with the server's own reason, and with the login the server ends. */
final class ServedRemote implements Remote {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final MinaRemote login;
    private final Served channel;

    ServedRemote(MinaRemote login, Served channel) {
        this.login = login;
        this.channel = channel;
    }

    @Override
    public Link link() {
        return login.link();
    }

    @Override
    public Output run(Command command) throws RemoteFailure, InterruptedException {
        try {
            return login.run(command);
        } catch (RemoteFailure e) {
            throw explained(e);
        }
    }

    @Override
    public Output runAsLogin(Command command) throws RemoteFailure, InterruptedException {
        try {
            return login.runAsLogin(command);
        } catch (RemoteFailure e) {
            throw explained(e);
        }
    }

    @Override
    public String fetch(String path, int limit) throws RemoteFailure, InterruptedException {
        try {
            return login.fetch(path, limit);
        } catch (RemoteFailure e) {
            throw explained(e);
        }
    }

    private RemoteFailure explained(RemoteFailure failure) throws InterruptedException {
        login.close();
        return explained(failure, channel);
    }

    /** Waits a little for the server's last words. */
    static RemoteFailure explained(RemoteFailure failure, Served channel) throws InterruptedException {
        channel.finish(PATIENCE);
        String reason = ServerLog.reason(channel.log());
        if (reason.isEmpty()) {
            return failure;
        }
        Diagnostic why = failure.diagnostic();
        Diagnostic both = Diagnostic.error("sshd says: " + reason + "; " + why.message());
        return failure.told(why.remedy().map(both::remedy).orElse(both));
    }

    @Override
    public void close() {
        login.close();
        try {
            channel.finish(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
