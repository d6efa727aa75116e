package dev.bulwarden.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The relay fails as it is told, between a client and a server that echoes. */
class RelayTest {
    private static final String CONTROLLER_SIDE = "127.9.1.1";
    private static final String HOST_SIDE = "127.9.1.2";

    private final ServerSocket echo;
    private Relay relay;

    RelayTest() throws IOException {
        echo = new ServerSocket(0, 8, InetAddress.ofLiteral(HOST_SIDE));
        Thread.ofVirtual().start(this::serve);
        relay = new Relay(CONTROLLER_SIDE, java.util.List.of(echo.getLocalPort()), HOST_SIDE);
    }

    @BeforeEach
    void clear() {
        relay.become(Relay.State.CLEAR);
    }

    @AfterEach
    void close() throws IOException {
        relay.close();
        echo.close();
    }

    @Test
    void whatIsSentArrivesAndTheEndOfOneSideIsToldToTheOther() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, 'a')).isEqualTo('a');
            client.shutdownOutput();
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void behindAWallStandingConnectionsCarryOnAndNewOnesAreReset() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, 'a')).isEqualTo('a');
            relay.become(Relay.State.WALLED);
            assertThat(ask(client, 'b')).isEqualTo('b');
            try (Socket second = connect()) {
                assertThatThrownBy(() -> ask(second, 'c')).isInstanceOf(SocketException.class);
            }
        }
    }

    @Test
    void aCutResetsWhatStands() throws IOException {
        try (Socket client = connect()) {
            assertThat(ask(client, 'a')).isEqualTo('a');
            relay.become(Relay.State.CUT);
            assertThatThrownBy(() -> ask(client, 'b')).isInstanceOf(SocketException.class);
        }
    }

    @Test
    void whatIsSentIntoSilenceArrivesWhenItEnds() throws IOException {
        for (Relay.State silence : new Relay.State[]{Relay.State.SILENT, Relay.State.SILENT_TO_HOST,
                Relay.State.SILENT_FROM_HOST}) {
            try (Socket client = connect()) {
                assertThat(ask(client, 'a')).isEqualTo('a');
                relay.become(silence);
                assertThatThrownBy(() -> ask(client, 'b')).isInstanceOf(SocketTimeoutException.class);
                relay.become(Relay.State.CLEAR);
                assertThat(client.getInputStream().read()).isEqualTo('b');
            }
        }
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.ofLiteral(CONTROLLER_SIDE), echo.getLocalPort());
        client.setSoTimeout(300);
        return client;
    }

    private static int ask(Socket client, char letter) throws IOException {
        client.getOutputStream().write(letter);
        return client.getInputStream().read();
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket one = echo.accept();
                Thread.ofVirtual().start(() -> answer(one));
            } catch (IOException _) {
                // closed
            }
        }
    }

    private static void answer(Socket one) {
        try (one) {
            one.getInputStream().transferTo(one.getOutputStream());
        } catch (IOException _) {
            // reset
        }
    }
}
