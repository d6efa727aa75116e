package dev.bulwarden.fact;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.OptionalLong;

/** One record of an {@link Answer}. Whatever cannot be read throws {@link Garbled}. */
record Row(String key, List<String> fields) {
    Row {
        fields = List.copyOf(fields);
    }

    void requireFields(int count) {
        if (fields.size() != count) {
            throw new Garbled("record " + key + " has " + fields.size() + " fields instead of " + count);
        }
    }

    /** A plain word. */
    String plain(int field) {
        return fields.get(field);
    }

    /** A plain {@code 0} or {@code 1}. */
    boolean flag(int field) {
        return switch (fields.get(field)) {
            case "0" -> false;
            case "1" -> true;
            default -> throw new Garbled("record " + key + ": neither 0 nor 1");
        };
    }

    /** A plain number. */
    long number(int field) {
        return number(key, fields.get(field));
    }

    /** Bytes, one char a byte. */
    String bytes(int field) {
        return new String(decode(fields.get(field)), StandardCharsets.ISO_8859_1);
    }

    /** A path, one char a byte, without the newline a command put after it. */
    String path(int field) {
        String path = bytes(field);
        return path.endsWith("\n") ? path.substring(0, path.length() - 1) : path;
    }

    /** Text for people, or names. */
    String text(int field) {
        return new String(decode(fields.get(field)), StandardCharsets.UTF_8);
    }

    /** Text's lines, without empty ones. */
    List<String> lines(int field) {
        return text(field).lines().filter(line -> !line.isEmpty()).toList();
    }

    /** A number in base64, or nothing. */
    OptionalLong perhaps(int field) {
        String text = text(field).strip();
        return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(key, text));
    }

    private byte[] decode(String field) {
        try {
            return Base64.getDecoder().decode(field);
        } catch (IllegalArgumentException e) {
            throw new Garbled("record " + key + ": not base64");
        }
    }

    static long number(String key, String text) {
        if (!text.matches("-?[0-9]{1,18}")) {
            throw new Garbled("record " + key + ": not a number");
        }
        return Long.parseLong(text);
    }

    static int small(String key, String text) {
        long number = number(key, text);
        if (number < -1 || number > 0xFFFFFFFFL) {
            throw new Garbled("record " + key + ": number out of range");
        }
        return (int) number;
    }
}
