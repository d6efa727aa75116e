package dev.bulwarden.remote.mina;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * An agent in front of a real one: it puts entries of its own before those of the real one, may refuse to sign, and has a FIDO token in
 * software. What it claims is checked with ssh-add.
 */
final class ForwardingAgent implements AutoCloseable {
    private static final int REQUEST_IDENTITIES = 11;
    private static final int SIGN_REQUEST = 13;
    private static final String FIDO = "sk-ssh-ed25519@openssh.com";
    private static final byte[] FAILURE = {5};

    private final ServerSocketChannel server;
    private final Path socket;
    private final Path real;
    private final List<byte[]> first = new ArrayList<>();
    private final KeyPair token;
    private volatile boolean refuses;
    private int counter;

    private ForwardingAgent(ServerSocketChannel server, Path socket, Path real, KeyPair token) {
        this.server = server;
        this.socket = socket;
        this.real = real;
        this.token = token;
    }

    static ForwardingAgent start(Path socket, Path real) throws IOException, GeneralSecurityException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                .bind(UnixDomainSocketAddress.of(socket));
        var agent = new ForwardingAgent(server, socket, real,
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        Thread.ofPlatform().daemon().name("agent").start(agent::accept);
        return agent;
    }

    Path socket() {
        return socket;
    }

    /** A key type of the future, which nobody knows. */
    ForwardingAgent withUnknown() {
        first.add(joined(text("ssh-mldsa-65@future.example"), string(new byte[1952])));
        return this;
    }

    /** What makes ssh itself give up on the agent: a known name with something else behind it. */
    ForwardingAgent withGarbage() {
        first.add(joined(text("ssh-ed25519"), string(new byte[7])));
        return this;
    }

    ForwardingAgent withToken() {
        first.add(tokenKey());
        return this;
    }

    /** A line for authorized_keys. */
    String tokenLine() {
        return FIDO + " " + Base64.getEncoder().encodeToString(tokenKey()) + " token\n";
    }

    private byte[] tokenKey() {
        byte[] encoded = token.getPublic().getEncoded();
        return joined(text(FIDO), string(Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)),
                text("ssh:"));
    }

    void refuseToSign() {
        refuses = true;
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                Thread.ofPlatform().daemon().name("agent client").start(() -> serve(client));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void serve(SocketChannel client) {
        try (client; SocketChannel behind = SocketChannel.open(UnixDomainSocketAddress.of(real))) {
            while (true) {
                byte[] question = receive(client);
                send(client, answer(question, behind));
            }
        } catch (IOException _) {
            // the client has gone
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] answer(byte[] question, SocketChannel behind) throws IOException, GeneralSecurityException {
        if (question[0] == SIGN_REQUEST) {
            if (refuses) {
                return FAILURE;
            }
            ByteBuffer in = ByteBuffer.wrap(question, 1, question.length - 1);
            byte[] key = next(in);
            byte[] data = next(in);
            if (Arrays.equals(key, tokenKey())) {
                return joined(new byte[]{14}, string(tokenSignature(data)));
            }
        }
        send(behind, question);
        byte[] answer = receive(behind);
        return question[0] == REQUEST_IDENTITIES ? listed(answer) : answer;
    }

    /** As PROTOCOL.u2f of OpenSSH has it: over the digest of the application, flags, counter, and the digest of the data. */
    private byte[] tokenSignature(byte[] data) throws GeneralSecurityException {
        byte[] tail = ByteBuffer.allocate(5).put((byte) 1).putInt(++counter).array();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(token.getPrivate());
        signature.update(digest("ssh:".getBytes(StandardCharsets.US_ASCII)));
        signature.update(tail);
        signature.update(digest(data));
        return joined(text(FIDO), string(signature.sign()), tail);
    }

    private byte[] listed(byte[] answer) {
        int count = ByteBuffer.wrap(answer).getInt(1);
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[]{answer[0]});
        out.writeBytes(ByteBuffer.allocate(4).putInt(count + first.size()).array());
        for (byte[] key : first) {
            out.writeBytes(joined(string(key), text("token of a colleague")));
        }
        out.write(answer, 5, answer.length - 5);
        return out.toByteArray();
    }

    private static byte[] digest(byte[] data) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(data);
    }

    private static byte[] next(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }

    private static byte[] text(String text) {
        return string(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] string(byte[] bytes) {
        return ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array();
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] receive(SocketChannel channel) throws IOException {
        var in = new DataInputStream(Channels.newInputStream(channel));
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    private static void send(SocketChannel channel, byte[] bytes) throws IOException {
        var out = new DataOutputStream(Channels.newOutputStream(channel));
        out.write(string(bytes));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
