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
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.jspecify.annotations.Nullable;

/** One connection to ssh-agent over its Unix socket. It is never forwarded to a host. */
final class AgentSocket extends AbstractAgentProxy {
    private static final int LONGEST = 256 << 10;

    private final SocketChannel channel;

    private AgentSocket(SocketChannel channel) {
        super(null);
        this.channel = channel;
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

    /** What it holds, of the types the library can read; nothing if it fails. */
    List<Identity> identities() {
        List<Identity> found = new ArrayList<>();
        try {
            for (var entry : getIdentities()) {
                String comment = entry.getValue() == null ? "" : entry.getValue();
                String clean = Clean
                        .line(new String(comment.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
                found.add(new Identity.InAgent("agent: " + clean, entry.getKey(), this));
            }
        } catch (IOException _) {
            return List.of(); // an agent that fails holds nothing for us
        }
        return found;
    }

    @Override
    protected synchronized Buffer request(Buffer buffer) throws IOException {
        ByteBuffer question = ByteBuffer.wrap(buffer.array(), buffer.rpos(), buffer.available());
        while (question.hasRemaining()) {
            channel.write(question);
        }
        int length = read(Integer.BYTES).getInt(0);
        if (length < 1 || length > LONGEST) {
            throw new StreamCorruptedException("the agent's answer claims " + length + " bytes");
        }
        return new ByteArrayBuffer(read(length).array());
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

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        super.close();
    }

    void closeQuietly() {
        try {
            close();
        } catch (IOException _) {
            // it is no longer needed, and nothing was written that could be lost
        }
    }
}
