package dev.bulwarden.transaction;

import dev.bulwarden.command.Command;
import dev.bulwarden.command.Output;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.inventory.Endpoint;
import dev.bulwarden.inventory.Login;
import dev.bulwarden.remote.Connector;
import dev.bulwarden.remote.Link;
import dev.bulwarden.remote.Remote;
import dev.bulwarden.remote.RemoteFailure;
import dev.bulwarden.remote.Spoken;

/** A real connection that comes to its end once a command was carried out and before its answer arrives. */
final class CutLink implements Connector {
    /** The controller's process is gone. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final Connector connector;
    private final boolean kills;
    private String after = "";
    private boolean cut;

    /** @param kills the controller goes with it; otherwise only the link, and for good */
    CutLink(Connector connector, boolean kills) {
        this.connector = connector;
        this.kills = kills;
    }

    /** Whole again, until the command of that name. */
    void cutAfter(String command) {
        after = command;
        cut = false;
    }

    @Override
    public Remote connect(Endpoint endpoint, Login login) throws RemoteFailure, InterruptedException {
        if (cut) {
            throw new RemoteFailure.Unreachable(Diagnostic.error("the network is gone"), null);
        }
        return new Cut(connector.connect(endpoint, login));
    }

    @Override
    public Remote connectOver(Remote outer, Command server, Endpoint endpoint, Login login)
            throws RemoteFailure, InterruptedException {
        return connector.connectOver(((Cut) outer).remote, server, endpoint, login);
    }

    @Override
    public Spoken spoken() {
        return connector.spoken();
    }

    @Override
    public void close() {
        connector.close();
    }

    private final class Cut implements Remote {
        private final Remote remote;

        private Cut(Remote remote) {
            this.remote = remote;
        }

        @Override
        public Link link() {
            return remote.link();
        }

        @Override
        public Output run(Command command) throws RemoteFailure, InterruptedException {
            if (cut) {
                throw new RemoteFailure.LinkLost(Diagnostic.error("the network is gone"), null);
            }
            Output output = remote.run(command);
            if (!command.name().equals(after)) {
                return output;
            }
            cut = true;
            remote.close();
            if (kills) {
                throw new Killed();
            }
            throw new RemoteFailure.LinkLost(Diagnostic.error("the network is gone"), null);
        }

        @Override
        public Output runAsLogin(Command command) throws RemoteFailure, InterruptedException {
            return remote.runAsLogin(command);
        }

        @Override
        public String fetch(String path, int limit) throws RemoteFailure, InterruptedException {
            return remote.fetch(path, limit);
        }

        @Override
        public void close() {
            remote.close();
        }
    }
}
