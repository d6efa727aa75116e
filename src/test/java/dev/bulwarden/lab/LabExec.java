package dev.bulwarden.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import dev.bulwarden.command.Output;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Runs a program in a container and keeps every byte it prints; Testcontainers' own exec takes the output for lines of text.
 *
 * @param docker the daemon
 * @param containerId a running container
 */
record LabExec(DockerClient docker, String containerId) {
    /** For what never ends; a busy machine may take its time over anything else. */
    private static final int LIMIT_IN_SECONDS = 600;

    Output run(String... argv) {
        String id = docker.execCreateCmd(containerId).withCmd(argv).withAttachStdout(true).withAttachStderr(true).exec()
                .getId();
        var collected = new Collected();
        try {
            if (!docker.execStartCmd(id).exec(collected).awaitCompletion(LIMIT_IN_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "still running after " + LIMIT_IN_SECONDS + " s: " + String.join(" ", argv));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return new Output(Math.toIntExact(docker.inspectExecCmd(id).exec().getExitCodeLong()), text(collected.out),
                text(collected.err));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static final class Collected extends ResultCallback.Adapter<Frame> {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final ByteArrayOutputStream err = new ByteArrayOutputStream();

        @Override
        public void onNext(Frame frame) {
            (frame.getStreamType() == StreamType.STDERR ? err : out).writeBytes(frame.getPayload());
        }
    }
}
