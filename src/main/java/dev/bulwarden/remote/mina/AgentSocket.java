package dev.bulwarden.remote.mina;

import dev.bulwarden.command.Clean;
import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One connection to ssh-agent over its Unix socket, as draft-ietf-sshm-ssh-agent has it. It is never forwarded to a host. Safe for many
 * threads: one request is answered before the next is sent.
 */
final class AgentSocket implements AutoCloseable {
    private static final int REQUEST_IDENTITIES = 11;
    private static final int IDENTITIES_ANSWER = 12;
    private static final int SIGN_REQUEST = 13;
    private static final int SIGN_RESPONSE = 14;
    private static final int LONGEST = 256 << 10;
    private static final int MOST = 2048;

    private final SocketChannel channel;

    private AgentSocket(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * What an agent holds.
     *
     * @param keys in its order
     * @param unknown how many of its entries are of a kind that cannot be read here
     */
    record Listing(List<Identity.InAgent> keys, int unknown) {
        static final Listing EMPTY = new Listing(List.of(), 0);

        Listing {
            keys = List.copyOf(keys);
        }
    }

    /** A signature. */
    static final class Signed {
        private final byte[] value;
        private final byte[] tail;

        Signed(byte[] value, byte[] tail) {
            this.value = value.clone();
            this.tail = tail.clone();
        }

        /** The signature itself. */
        byte[] value() {
            return value.clone();
        }

        /** What follows it: flags and counter of a FIDO token; empty for other keys. */
        byte[] tail() {
            return tail.clone();
        }
    }

    /** Null where there is no agent, or none that answers: then it is as if it held no key. */
    static @Nullable AgentSocket open(@Nullable String path) {
        if (path == null || path.isEmpty()) {
            return null;
        }
        try {
            return new AgentSocket(SocketChannel.open(UnixDomainSocketAddress.of(path)));
        } catch (IOException | InvalidPathException _) {
            return null; // a stale SSH_AUTH_SOCK is common; the login says which key it lacks
        }
    }

    /**
     * What it holds. An entry that cannot be read is passed over and counted, as ssh passes over it: it says nothing about the others.
     *
     * @throws IOException if the agent does not answer, or not in its protocol
     */
    Listing listing() throws IOException {
        Buffer answer = request(REQUEST_IDENTITIES, new ByteArrayBuffer(), IDENTITIES_ANSWER,
                "the agent does not list its keys");
        try {
            int count = answer.getInt();
            if (count < 0 || count > MOST) {
                throw new StreamCorruptedException("the agent claims " + count + " keys");
            }
            List<Identity.InAgent> keys = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                byte[] blob = answer.getBytes();
                byte[] comment = answer.getBytes();
                PublicKey key = key(blob);
                if (key != null) {
                    String label = "agent: " + Clean.line(new String(comment, StandardCharsets.ISO_8859_1));
                    keys.add(new Identity.InAgent(label, key, ByteBuffer.wrap(blob), this));
                }
            }
            return new Listing(keys, count - keys.size());
        } catch (IOException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new IOException("the agent's list of keys breaks off", e);
        }
    }

    private static @Nullable PublicKey key(byte[] blob) {
        try {
            return new ByteArrayBuffer(blob).getRawPublicKey();
        } catch (IOException | RuntimeException _) {
            return null; // of a type the library does not know, or malformed: counted by the caller
        }
    }

    /**
     * Has data signed. Blocks while the agent asks a person.
     *
     * @param blob the key as the agent listed it
     * @param algorithm the signature algorithm, without {@code -cert-v01@openssh.com}
     * @throws IOException if the agent refuses, does not answer, or signs otherwise than asked
     */
    Signed sign(ByteBuffer blob, String algorithm, byte[] data) throws IOException {
        Buffer question = new ByteArrayBuffer();
        question.putBytes(bytes(blob));
        question.putBytes(data);
        question.putInt(switch (algorithm) {
            case "rsa-sha2-256" -> 2;
            case "rsa-sha2-512" -> 4;
            default -> 0;
        });
        Buffer answer = request(SIGN_REQUEST, question, SIGN_RESPONSE, "the agent refused to sign");
        try {
            Buffer signature = new ByteArrayBuffer(answer.getBytes());
            String by = signature.getString();
            byte[] value = signature.getBytes();
            if (!by.equals(algorithm)) {
                throw new IOException("the agent signed with " + Clean.line(by) + " where " + algorithm + " was asked");
            }
            return new Signed(value, signature.getCompactData());
        } catch (RuntimeException e) {
            throw new IOException("the agent's signature breaks off", e);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** The answer after its first byte, which says of what kind it is. */
    private synchronized Buffer request(int kind, Buffer question, int wanted, String otherwise) throws IOException {
        byte[] body = question.getCompactData();
        ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + 1 + body.length);
        out.putInt(1 + body.length).put((byte) kind).put(body).flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        int length = read(Integer.BYTES).getInt(0);
        if (length < 1 || length > LONGEST) {
            throw new StreamCorruptedException("the agent's answer claims " + length + " bytes");
        }
        Buffer answer = new ByteArrayBuffer(read(length).array());
        if (answer.getUByte() != wanted) {
            throw new IOException(otherwise);
        }
        return answer;
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("ssh-agent closed its socket");
            }
        }
        return bytes;
    }

    /** Ends a request that still waits. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    void closeQuietly() {
        try {
            close();
        } catch (IOException _) {
            // it is no longer needed, and nothing was written that could be lost
        }
    }
}
