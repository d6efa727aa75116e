package dev.bulwarden.report;

import dev.bulwarden.fact.Daemon;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.SshdTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A survey for programs. File contents are base64. */
public final class FactsJson {
    private FactsJson() {}

    /** The facts as one object. */
    public static ObjectNode of(HostFacts facts) {
        ObjectNode node = Report.object();
        node.putObject("system").put("id", facts.system().id()).put("version", facts.system().versionId())
                .put("name", facts.system().name()).put("host_name", facts.system().hostName());
        facts.proxmox().ifPresent(
                p -> node.putObject("proxmox").put("version", p.version()).put("clustered", p.clustered()));
        facts.server().ifPresent(s -> server(node.putObject("sshd"), s));
        network(node.putObject("network"), facts);
        ArrayNode users = node.putArray("users");
        facts.accounts().users().values().forEach(u -> {
            ObjectNode user = users.addObject().put("name", u.name()).put("uid", u.uid()).put("shell", u.shell())
                    .put("password", u.password().name().toLowerCase(java.util.Locale.ROOT));
            u.groups().forEach(user.putArray("groups")::add);
        });
        ObjectNode state = node.putObject("state").put("exists", facts.state().exists());
        facts.state().unsafe().ifPresent(u -> state.put("unsafe", u));
        facts.state().lease().ifPresent(l -> state.put("lease", l.phase() + " " + l.text()));
        ObjectNode transactions = state.putObject("transactions");
        facts.state().transactions().forEach(transactions::put);
        return node;
    }

    private static void server(ObjectNode node, HostFacts.Server server) {
        node.put("executable", server.software().executable()).put("banner", server.software().banner());
        server.software().version().ifPresent(v -> node.put("version", v.toString()));
        server.software().packaged().ifPresent(p -> node.put("package", p.name() + " " + p.version()));
        node.put("daemon", switch (server.daemon()) {
            case Daemon.SystemdService d -> d.unit();
            case Daemon.SystemdSocket d -> d.unit();
            case Daemon.Standalone d -> "process " + d.process().pid();
            case Daemon.None _ -> "none";
        });
        ArrayNode files = node.putArray("files");
        server.config().files().values().forEach(f -> files.addObject().put("path", f.path()).put("target", f.target())
                .put("mode", String.format("%04o", f.owner().mode())).put("owner", f.owner().user())
                .put("group", f.owner().group()).put("content",
                        Base64.getEncoder().encodeToString(f.bytes().getBytes(StandardCharsets.ISO_8859_1))));
        ArrayNode tests = node.putArray("evaluations");
        test(tests, server.global());
        server.visitors().values().forEach(t -> test(tests, t));
    }

    private static void test(ArrayNode tests, SshdTest test) {
        ObjectNode node = tests.addObject().put("context", test.context()).put("status", test.status()).put("stderr",
                test.err());
        test.out().lines().forEach(node.putArray("dump")::add);
    }

    private static void network(ObjectNode node, HostFacts facts) {
        ArrayNode listeners = node.putArray("listeners");
        facts.network().listeners().forEach(l -> listeners.addObject().put("address", l.address()).put("port", l.port())
                .put("holder", l.holder().name().toLowerCase(java.util.Locale.ROOT)));
        ArrayNode addresses = node.putArray("addresses");
        facts.network().addresses().forEach(
                a -> addresses.addObject().put("device", a.device()).put("address", a.address() + "/" + a.prefix()));
        facts.network().ours().ifPresent(c -> node.putObject("connection").put("peer", c.peerAddress())
                .put("peer_port", c.peerPort()).put("local", c.localAddress()).put("local_port", c.localPort()));
    }
}
