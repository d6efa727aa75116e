package dev.bulwarden.syntax.sshd.recorded;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * One configuration to show to sshd.
 *
 * @param name of the case, or the one line it consists of
 * @param files texts by absolute path, the main file first
 * @param visitors who asks: user and address; empty text: nobody in particular (no {@code -C})
 */
record Sample(String name, SequencedMap<String, String> files, List<String> visitors) {
    static final String MAIN = "/etc/ssh/sshd_config";
    /** The accounts exist on the hosts that are asked, but for ghost. */
    static final List<String> VISITORS = List.of("", "root 10.1.2.3", "root 192.0.2.7", "carl 192.0.2.7",
            "carl 10.0.0.5", "ops 10.1.2.3", "ghost 10.1.2.3", "carl 2001:db8::7");
    private static final Pattern BYTE = Pattern.compile("\\\\x([0-9A-F]{2})");

    Sample {
        files = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(files));
        visitors = List.copyOf(visitors);
    }

    /** Every case of {@code cases.txt}, and each value of {@code values.txt} at global level and in a block that matches. */
    static List<Sample> all() {
        List<Sample> samples = new ArrayList<>(cases());
        for (String row : Resource.lines("values.txt").stream().filter(l -> !l.startsWith("#")).toList()) {
            String keyword = row.substring(0, row.indexOf(' '));
            for (String value : row.substring(row.indexOf('|')).split("\\|", -1)) {
                if (!value.isBlank()) {
                    String line = keyword + " " + value.strip();
                    samples.add(one(line, line, ""));
                    samples.add(one("Match User *: " + line, "Match User *\n    " + line, "root 10.1.2.3"));
                }
            }
            samples.add(one(keyword, keyword, ""));
        }
        return samples;
    }

    private static Sample one(String name, String text, String visitor) {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        files.put(MAIN, text + "\n");
        return new Sample(name, files, List.of(visitor));
    }

    private static List<Sample> cases() {
        List<Sample> samples = new ArrayList<>();
        SequencedMap<String, StringBuilder> files = new LinkedHashMap<>();
        String name = "";
        String path = MAIN;
        for (String line : Resource.lines("cases.txt")) {
            if (line.startsWith("=== ")) {
                add(samples, name, files);
                name = line.substring(4);
                path = MAIN;
                files.clear();
                files.put(path, new StringBuilder());
            } else if (line.startsWith("--- ")) {
                path = line.substring(4);
                files.put(path, new StringBuilder());
            } else if (!name.isEmpty()) {
                files.getOrDefault(path, new StringBuilder()).append(bytes(line)).append('\n');
            }
        }
        add(samples, name, files);
        return samples;
    }

    private static void add(List<Sample> samples, String name, SequencedMap<String, StringBuilder> files) {
        if (!name.isEmpty()) {
            SequencedMap<String, String> texts = new LinkedHashMap<>();
            files.forEach((path, text) -> texts.put(path, text.toString()));
            samples.add(new Sample(name, texts, VISITORS));
        }
    }

    private static String bytes(String line) {
        return BYTE.matcher(line).replaceAll(m -> String.valueOf((char) Integer.parseInt(m.group(1), 16)));
    }
}
