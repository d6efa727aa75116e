package dev.bulwarden.lab;

import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** A container whose PID 1 is the image's, mostly systemd, without {@code --privileged}; its ports are published on 127.0.0.1 only. */
final class LabContainer extends GenericContainer<LabContainer> {
    LabContainer(HostRecipe recipe) {
        super(DockerImageName.parse(recipe.debian().image()));
        // Only images of this machine: no registry is asked.
        withImagePullPolicy(name -> false);
        withLabels(LabDocker.labels());
        withNetwork(LabDocker.network());
        withExposedPorts(recipe.ports().toArray(Integer[]::new));
        withTmpFs(Map.of("/run", "rw,exec", "/run/lock", "rw", "/tmp", "rw,exec"));
        withCopyToContainer(Transferable.of(SetupScript.of(recipe).getBytes(StandardCharsets.UTF_8), 0600),
                SetupScript.PATH);
        withCreateContainerCmdModifier(cmd -> configure(
                cmd.withStopSignal(recipe.debian().systemd() ? "SIGRTMIN+3" : "SIGTERM").getHostConfig(), recipe));
        // Whether sshd is up is asked of the host's own systemd, not of a port.
        waitingFor(new NoWait());
    }

    private static void configure(@Nullable HostConfig config, HostRecipe recipe) {
        if (config == null) {
            throw new IllegalStateException("Testcontainers has not prepared a host configuration");
        }
        List<PortBinding> loopback = recipe.ports().stream()
                .map(port -> new PortBinding(Ports.Binding.bindIp("127.0.0.1"), ExposedPort.tcp(port))).toList();
        config.withCapAdd(Capability.SYS_ADMIN, Capability.NET_ADMIN)
                // systemd needs to make its own groups; tried on cgroup v1 and v2. A private group namespace fails on v2.
                .withCgroupnsMode("host")
                .withBinds(Bind.parse("/sys/fs/cgroup:/sys/fs/cgroup:rw"))
                .withSecurityOpts(List.of("seccomp=unconfined", "apparmor=unconfined"))
                .withPortBindings(loopback);
    }

    @Override
    public String toString() {
        return "lab container " + getDockerImageName() + " " + Arrays.toString(getExposedPorts().toArray());
    }

    private static final class NoWait extends AbstractWaitStrategy {
        @Override
        protected void waitUntilReady() {
            // LabHost waits.
        }
    }
}
