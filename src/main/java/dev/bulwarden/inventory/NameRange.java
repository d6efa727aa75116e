package dev.bulwarden.inventory;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Ansible's ranges in host names: {@code web[01:20]} and {@code db-[a:c]}, both ends included. */
final class NameRange {
    /** Most hosts one name may stand for. */
    static final int MOST = 65_536;

    private static final Pattern RANGE = Pattern.compile("\\[([0-9]{1,6}|[A-Za-z]):([0-9]{1,6}|[A-Za-z])]");

    private NameRange() {}

    /** The names in order; one for a plain name; none when an end is missing, the order wrong or the range too large. */
    static List<String> expand(String name) {
        Matcher range = RANGE.matcher(name);
        if (!range.find()) {
            return name.contains("[") ? List.of() : List.of(name);
        }
        String before = name.substring(0, range.start());
        List<String> rest = expand(name.substring(range.end()));
        List<String> values = values(range.group(1), range.group(2));
        if ((long) values.size() * rest.size() > MOST) {
            return List.of();
        }
        return values.stream().flatMap(v -> rest.stream().map(r -> before + v + r)).toList();
    }

    private static List<String> values(String from, String to) {
        boolean numbers = Character.isDigit(from.charAt(0));
        if (numbers != Character.isDigit(to.charAt(0))) {
            return List.of();
        }
        if (!numbers) {
            return IntStream.rangeClosed(from.charAt(0), to.charAt(0)).filter(Character::isLetter)
                    .mapToObj(Character::toString).toList();
        }
        int low = Integer.parseInt(from);
        int high = Integer.parseInt(to);
        if (high - low >= MOST) {
            return List.of();
        }
        Stream<String> plain = IntStream.rangeClosed(low, high).mapToObj(Integer::toString);
        return plain.map(n -> "0".repeat(Math.max(0, from.length() - n.length())) + n).toList();
    }
}
