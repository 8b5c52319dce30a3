package io.graphbus.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows under headings, aligned; a column that is too wide for the terminal is cut. Used by one
 * thread.
 */
public final class Table {

    private static final int NARROWEST = 8;
    private static final String GAP = "  ";
    private static final Pattern NUMBER = Pattern.compile("(-?\\d+([.,]\\d+)?( ?(ms|s|%))?)?");

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> headings) {
        this.headings = headings;
    }

    public static Table of(String... headings) {
        return new Table(List.of(headings));
    }

    /** Adds a row with as many cells as there are headings. */
    public Table row(Object... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings);
        }
        rows.add(Arrays.stream(cells).map(c -> String.valueOf(c).replace('\n', ' ')).toList());
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * The table as lines.
     *
     * @param width columns of the terminal; 0 when nothing needs to be cut
     */
    public String render(int width, Style style) {
        int[] widths = widths();
        if (width > 0) {
            shrink(widths, width);
        }
        boolean[] right = numeric();
        StringBuilder text = new StringBuilder(style.bold(line(headings, widths, right)));
        for (List<String> row : rows) {
            text.append('\n').append(line(row, widths, right));
        }
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[headings.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] =
                    rows.stream()
                            .mapToInt(r -> r.get(column).length())
                            .reduce(headings.get(i).length(), Math::max);
        }
        return widths;
    }

    /**
     * Takes from the widest column until all fit or none can give more; from the first, which names
     * the row, last of all.
     */
    private static void shrink(int[] widths, int available) {
        int over = Arrays.stream(widths).sum() + GAP.length() * (widths.length - 1) - available;
        while (over > 0) {
            int widest = widest(widths);
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
            over--;
        }
    }

    private static int widest(int[] widths) {
        int widest = 0;
        for (int i = 1; i < widths.length; i++) {
            boolean canGive = widths[i] > NARROWEST;
            if (canGive && (widest == 0 || widths[i] > widths[widest])) {
                widest = i;
            }
        }
        return widest;
    }

    private boolean[] numeric() {
        boolean[] numeric = new boolean[headings.size()];
        for (int i = 0; i < numeric.length; i++) {
            int column = i;
            numeric[i] =
                    !rows.isEmpty()
                            && rows.stream().allMatch(r -> NUMBER.matcher(r.get(column)).matches())
                            && rows.stream().anyMatch(r -> !r.get(column).isEmpty());
        }
        return numeric;
    }

    private static String line(List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = cut(cells.get(i), widths[i]);
            String padding = " ".repeat(widths[i] - cell.length());
            line.append(i == 0 ? "" : GAP).append(right[i] ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }

    private static String cut(String cell, int width) {
        return cell.length() <= width ? cell : cell.substring(0, width - 1).stripTrailing() + "…";
    }
}
