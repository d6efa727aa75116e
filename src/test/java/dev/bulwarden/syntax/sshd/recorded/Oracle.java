package dev.bulwarden.syntax.sshd.recorded;

import dev.bulwarden.lab.LabHost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Shows many configurations to the real sshd of a host in few runs. */
record Oracle(LabHost host) {
    /** One run must end before the lab's limit for one program. */
    private static final int BATCH = 25;
    /** For each folder of {@code /tmp/oracle}: lays its files over {@code /etc/ssh} and asks {@code sshd -T} about each line of its contexts. */
    private static final String ASK = """
            rm -rf /tmp/oracle && mkdir -p /tmp/oracle /run/sshd && cd /tmp/oracle && tar xzf "$1"
            for sample in *; do
                rm -rf /etc/ssh/sshd_config /etc/ssh/sshd_config.d /etc/ssh/*.inc /tmp/out /tmp/err
                mkdir /etc/ssh/sshd_config.d
                cp -a "$sample/etc/." /etc/
                while IFS= read -r context; do
                    if [ "$context" = - ]; then
                        (cd / && exec sshd -T </dev/null >/tmp/out 2>/tmp/err)
                    else
                        (cd / && exec sshd -T -C "$context" </dev/null >/tmp/out 2>/tmp/err)
                    fi
                    printf '%s %s %s\\n' "$?" "$(wc -c </tmp/out)" "$(wc -c </tmp/err)"
                    cat /tmp/out /tmp/err
                done <"$sample/contexts"
            done
            """;

    /** What sshd said of one configuration and visitor. */
    record Verdict(int status, String out, String err) {}

    /** The verdicts of each sample, in the order of its visitors. */
    List<List<Verdict>> ask(List<Sample> samples) {
        List<List<Verdict>> all = new ArrayList<>();
        for (int from = 0; from < samples.size(); from += BATCH) {
            List<Sample> batch = samples.subList(from, Math.min(samples.size(), from + BATCH));
            host.write("/oracle.tgz", new String(archive(batch), StandardCharsets.ISO_8859_1));
            all.addAll(read(batch, host.sh(ASK, "/oracle.tgz")));
        }
        return all;
    }

    /** {@code sshd -T} of no configuration at all. */
    String defaults() {
        return host.sh("mkdir -p /run/sshd && cd / && exec sshd -T -f /dev/null");
    }

    /** The argument of {@code -C} for a visitor. */
    static String context(String visitor) {
        if (visitor.isEmpty()) {
            return "-";
        }
        String user = visitor.substring(0, visitor.indexOf(' '));
        String address = visitor.substring(visitor.indexOf(' ') + 1);
        return "user=" + user + ",host=" + address + ",addr=" + address + ",laddr=192.0.2.11,lport=22";
    }

    private static List<List<Verdict>> read(List<Sample> batch, String out) {
        List<List<Verdict>> all = new ArrayList<>();
        int at = 0;
        for (Sample sample : batch) {
            List<Verdict> verdicts = new ArrayList<>();
            for (int i = 0; i < sample.visitors().size(); i++) {
                int end = out.indexOf('\n', at);
                String[] numbers = out.substring(at, end).split(" ", -1);
                int split = end + 1 + Integer.parseInt(numbers[1]);
                at = split + Integer.parseInt(numbers[2]);
                verdicts.add(new Verdict(Integer.parseInt(numbers[0]), out.substring(end + 1, split),
                        out.substring(split, at)));
            }
            all.add(verdicts);
        }
        return all;
    }

    private static byte[] archive(List<Sample> batch) {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            for (int i = 0; i < batch.size(); i++) {
                String folder = "%05d".formatted(i);
                for (Map.Entry<String, String> file : batch.get(i).files().entrySet()) {
                    put(tar, folder + file.getKey(), file.getValue());
                }
                put(tar, folder + "/contexts", String.join("\n",
                        batch.get(i).visitors().stream().map(Oracle::context).toList()) + "\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void put(TarArchiveOutputStream tar, String name, String text) throws IOException {
        byte[] content = text.getBytes(StandardCharsets.ISO_8859_1);
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }
}
