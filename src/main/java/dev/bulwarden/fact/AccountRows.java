package dev.bulwarden.fact;

import dev.bulwarden.fact.User.Aging;
import dev.bulwarden.fact.User.Password;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads what a survey tells of accounts and groups. */
final class AccountRows {
    private static final String USERS = "users";

    private AccountRows() {}

    static Accounts accounts(Answer answer) {
        List<String> lines = answer.one(USERS, 1).lines(0);
        SortedMap<String, User> users = new TreeMap<>();
        int omitted = 0;
        for (int i = 0; i < lines.size();) {
            if (lines.get(i).startsWith("more ")) {
                omitted = Row.small(USERS, lines.get(i).substring(5));
                i++;
                continue;
            }
            if (i + 2 >= lines.size() || !lines.get(i + 2).startsWith("\t")) {
                throw new Garbled("record users ends in the middle");
            }
            List<String> groups = Stream.of(lines.get(i + 2).split("\t", -1)).filter(name -> !name.isEmpty()).toList();
            User user = user(lines.get(i).split(":", -1), lines.get(i + 1), groups);
            users.put(user.name(), user);
            i += 3;
        }
        return new Accounts(users, groups(answer), omitted);
    }

    /** Fields as passwd(5) without the comment, then those of shadow(5) that tell about time. */
    private static User user(String[] field, String use, List<String> groups) {
        if (field.length != 10) {
            throw new Garbled("record users: an account with " + field.length + " fields");
        }
        boolean usable = switch (use) {
            case "usable" -> true;
            case "unusable" -> false;
            default -> throw new Garbled("record users: a shell is neither usable nor unusable");
        };
        return new User(field[0], Row.small(USERS, field[1]), Row.small(USERS, field[2]), groups, field[3],
                field[4].isEmpty() ? "/bin/sh" : field[4], usable, password(field[5]),
                new Aging(days(field[6]), days(field[7]), days(field[8]), days(field[9])));
    }

    private static Password password(String word) {
        return switch (word) {
            case "locked" -> Password.LOCKED;
            case "empty" -> Password.EMPTY;
            case "set" -> Password.SET;
            case "impossible" -> Password.IMPOSSIBLE;
            case "unknown" -> Password.UNKNOWN;
            default -> throw new Garbled("record users: no such kind of password");
        };
    }

    private static OptionalLong days(String text) {
        return text.isEmpty() || text.equals("-1") ? OptionalLong.empty() : OptionalLong.of(Row.number(USERS, text));
    }

    private static SortedMap<String, Accounts.Group> groups(Answer answer) {
        SortedMap<String, Accounts.Group> groups = new TreeMap<>();
        for (String line : answer.one("groups", 1).lines(0)) {
            String[] field = line.split(":", -1);
            if (field.length != 3) {
                throw new Garbled("record groups: a group with " + field.length + " fields");
            }
            List<String> members = field[2].isEmpty() ? List.of() : List.of(field[2].split(","));
            groups.putIfAbsent(field[0], new Accounts.Group(field[0], Row.small("groups", field[1]), members));
        }
        return groups;
    }
}
