package dev.bulwarden.syntax.sshd;

import dev.bulwarden.lab.LabHost;
import java.util.ArrayList;
import java.util.List;

/** Asks the real sshd about many trees in one exec. */
final class RealSshd {
    private static final String SCRIPT = """
            rm -rf /tmp/sample /tmp/batch; mkdir -p /tmp/sample/first /tmp/sample/last.d /tmp/batch /run/sshd && cd / || exit 1
            awk -v RS='\\036' '{ file = "/tmp/batch/" NR; printf "%s", $0 > file; close(file) }' /tmp/batch.txt
            i=1
            while [ -s "/tmp/batch/$i" ]; do
                context=$(tr -d ' ' <"/tmp/batch/$i")
                for name in main first/10-a.conf last.d/9-z.conf in.conf; do
                    i=$((i + 1))
                    tail -c +2 "/tmp/batch/$i" >"/tmp/sample/$name"
                done
                i=$((i + 1))
                sshd -T -f /tmp/sample/main ${context:+-C "$context"} >/tmp/out 2>/tmp/err
                printf '\\035%s\\037' "$?"
                cat /tmp/out
                printf '\\037'
                head -c 600 /tmp/err
            done
            """;

    /** @param complaint what it said on stderr */
    record Answer(int status, String dump, String complaint) {}

    private RealSshd() {}

    static List<Answer> ask(LabHost host, List<Sample> samples) {
        StringBuilder batch = new StringBuilder();
        for (Sample sample : samples) {
            String context = sample.context().argument();
            batch.append(context.isEmpty() ? " " : context).append('\u001e');
            sample.files().values().forEach(text -> batch.append('.').append(text).append('\u001e'));
        }
        host.write("/tmp/batch.txt", batch.toString());
        String out = host.sh(SCRIPT);
        List<Answer> answers = new ArrayList<>();
        for (String part : out.split("\u001d")) {
            if (!part.isEmpty()) {
                String[] fields = part.split("\u001f", -1);
                answers.add(new Answer(Integer.parseInt(fields[0]), fields[1], fields[2]));
            }
        }
        return answers;
    }
}
