package dev.bulwarden.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Columns of text, each as wide as its widest cell but at most 60 characters; a longer cell is shortened, the last column never. Cells hold no colour. */
final class Table {
    private static final int WIDEST = 60;
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    Table(List<String> head) {
        this.head = List.copyOf(head);
    }

    void add(String... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + head.size() + " columns");
        }
        rows.add(Stream.of(cells).map(Printable::line).toList());
    }

    /** One line a row under a faint heading, each ended by a newline. */
    String text(Style style) {
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < head.size(); column++) {
            int widest = head.get(column).length();
            for (List<String> row : rows) {
                widest = Math.max(widest, Math.min(WIDEST, row.get(column).length()));
            }
            widths.add(widest);
        }
        StringBuilder text = new StringBuilder(style.faint(line(head, widths))).append('\n');
        for (List<String> row : rows) {
            text.append(line(row, widths)).append('\n');
        }
        return text.toString();
    }

    private static String line(List<String> cells, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        int last = cells.size() - 1;
        for (int column = 0; column < last; column++) {
            String cell = cells.get(column);
            if (cell.length() > WIDEST) {
                cell = cell.substring(0, WIDEST - 1) + "…";
            }
            line.append(cell).repeat(" ", widths.get(column) - cell.length() + 2);
        }
        return line.append(cells.get(last)).toString().stripTrailing();
    }
}
