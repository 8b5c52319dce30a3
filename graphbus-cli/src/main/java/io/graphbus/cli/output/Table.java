package io.graphbus.cli.output;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows under headings, aligned. Where the terminal is too narrow, texts are wrapped and JSON is
 * cut; where that is not enough, every row becomes a block of its own, so that no name is ever cut.
 * Used by one thread.
 */
public final class Table {

    private static final String GAP = "  ";
    private static final int DATA = 12;
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
        rows.add(Arrays.stream(cells).map(Table::flat).toList());
        return this;
    }

    /** On one line, and without a way to move the cursor; colours may stay. */
    private static String flat(Object cell) {
        return String.valueOf(cell)
                .replaceAll("[\\r\\n\\t]+", " ")
                .replaceAll("\u001b(?!\\[[0-9;]*m)|[\\x00-\\x08\\x0b-\\x1a\\x7f]", "");
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * The table as lines.
     *
     * @param width columns of the terminal; 0 when nothing needs to fit
     */
    public String render(int width, Style style) {
        int[] widths = columns().map(this::natural).toArray();
        int available = width - GAP.length() * (widths.length - 1);
        if (width > 0 && !narrowed(widths, available)) {
            return blocks(width, style);
        }
        boolean[] right = new boolean[widths.length];
        columns().forEach(i -> right[i] = isNumeric(i));
        List<String> lines = new ArrayList<>();
        lines(headings, widths, right).map(style::bold).forEach(lines::add);
        rows.forEach(row -> lines(row, widths, right).forEach(lines::add));
        return String.join("\n", lines);
    }

    private IntStream columns() {
        return IntStream.range(0, headings.size());
    }

    private Stream<String> cells(int column) {
        return Stream.concat(
                Stream.of(headings.get(column)), rows.stream().map(r -> r.get(column)));
    }

    private int natural(int column) {
        return cells(column).mapToInt(Typeset::width).max().orElse(0);
    }

    /** What a column needs at least: its longest word, or a glimpse of its JSON. */
    private int least(int column) {
        return cells(column)
                .flatMap(cell -> isData(cell) ? Stream.of("x".repeat(DATA)) : words(cell))
                .mapToInt(Typeset::width)
                .max()
                .orElse(0);
    }

    private static Stream<String> words(String cell) {
        return Arrays.stream(cell.split(" "));
    }

    private static boolean isData(String cell) {
        return cell.startsWith("{") || cell.startsWith("[") || cell.startsWith("\"");
    }

    /** Takes from the widest column that can give; false when they cannot give enough. */
    private boolean narrowed(int[] widths, int available) {
        int[] least = columns().map(this::least).toArray();
        int over = Arrays.stream(widths).sum() - available;
        while (over > 0) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (widths[i] > least[i] && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return false;
            }
            widths[widest]--;
            over--;
        }
        return true;
    }

    private boolean isNumeric(int column) {
        return rows.stream().allMatch(r -> NUMBER.matcher(r.get(column)).matches())
                && rows.stream().anyMatch(r -> !r.get(column).isEmpty());
    }

    private static Stream<String> lines(List<String> cells, int[] widths, boolean[] right) {
        List<List<String>> wrapped =
                IntStream.range(0, widths.length)
                        .mapToObj(i -> wrapped(cells.get(i), widths[i]))
                        .toList();
        int height = wrapped.stream().mapToInt(List::size).max().orElse(1);
        return IntStream.range(0, height).mapToObj(line -> line(wrapped, line, widths, right));
    }

    private static List<String> wrapped(String cell, int width) {
        return isData(cell) ? List.of(Typeset.cut(cell, width)) : Typeset.wrapped(cell, width);
    }

    private static String line(
            List<List<String>> wrapped, int number, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            List<String> cell = wrapped.get(i);
            String text = number < cell.size() ? cell.get(number) : "";
            line.append(i == 0 ? "" : GAP).append(Typeset.padded(text, widths[i], right[i]));
        }
        return line.toString().stripTrailing();
    }

    /** A block per row: heading and value side by side. */
    private String blocks(int width, Style style) {
        int label = headings.stream().mapToInt(Typeset::width).max().orElse(0);
        int available = Math.max(GAP.length(), width - label - GAP.length());
        List<String> blocks = new ArrayList<>();
        for (List<String> row : rows) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).isEmpty()) {
                    String heading = style.bold(Typeset.padded(headings.get(i), label, false));
                    String indent = "\n" + " ".repeat(label) + GAP;
                    List<String> value = Typeset.wrapped(row.get(i), available);
                    lines.add(heading + GAP + String.join(indent, value));
                }
            }
            blocks.add(String.join("\n", lines));
        }
        return blocks.isEmpty()
                ? style.bold(String.join(GAP, headings))
                : String.join("\n\n", blocks);
    }
}
