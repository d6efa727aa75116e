package dev.bulwarden.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.Network;

/** The Docker daemon under the lab: whether it is there, the one network, and who owns what runs in it. */
final class LabDocker {
    private static final String OWNER = "bulwarden.owner";

    private LabDocker() {}

    /** What is missing for lab tests, with what to do about it; empty when nothing is. Asked once per JVM. */
    static Optional<String> missing() {
        return Holder.MISSING;
    }

    /** A bridge network of this JVM's own: the hosts on it are reached at their own addresses, from this machine only. */
    static Network network() {
        return NetworkHolder.NETWORK;
    }

    /** Marks a container or network as the lab's, and as this JVM's. */
    static Map<String, String> labels() {
        return Map.of("bulwarden", "lab", OWNER, owner(ProcessHandle.current()));
    }

    private static String owner(ProcessHandle process) {
        return process.pid() + "@" + process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    private static Optional<String> look() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            return Optional.of("no Docker daemon answers (run src/lab/images.sh as root)");
        }
        DockerClient docker = DockerClientFactory.instance().client();
        for (Debian debian : Debian.values()) {
            try {
                docker.inspectImageCmd(debian.image()).exec();
            } catch (NotFoundException e) {
                return Optional.of("the image " + debian.image() + " is not there (run src/lab/images.sh)");
            }
        }
        prune(docker);
        return Optional.empty();
    }

    /** Removes what a killed JVM left: ours by label, whose owner no longer runs. */
    private static void prune(DockerClient docker) {
        List<Container> ours = docker.listContainersCmd().withShowAll(true)
                .withLabelFilter(Map.of("bulwarden", "lab")).exec();
        for (Container container : ours) {
            if (isOrphan(container.getLabels().get(OWNER))) {
                attempt(() -> docker.removeContainerCmd(container.getId()).withForce(true).withRemoveVolumes(true)
                        .exec());
            }
        }
        for (var network : docker.listNetworksCmd().exec()) {
            if (isOrphan(network.getLabels().get(OWNER))) {
                attempt(() -> docker.removeNetworkCmd(network.getId()).exec());
            }
        }
    }

    static boolean isOrphan(@Nullable String owner) {
        if (owner == null) {
            return false;
        }
        long pid = Long.parseLong(owner.substring(0, owner.indexOf('@')));
        return ProcessHandle.of(pid).filter(p -> !Processes.ended(p)).map(LabDocker::owner).filter(owner::equals)
                .isEmpty();
    }

    private static void attempt(Runnable removal) {
        try {
            removal.run();
        } catch (DockerException e) {
            // Another JVM prunes the same leftover at this moment; one of the two succeeds.
        }
    }

    private static final class Holder {
        static final Optional<String> MISSING = look();
    }

    private static final class NetworkHolder {
        static final Network NETWORK = create();

        private static Network create() {
            Network network = Network.builder().createNetworkCmdModifier(cmd -> cmd.withLabels(labels())).build();
            network.getId();
            return network;
        }
    }
}
