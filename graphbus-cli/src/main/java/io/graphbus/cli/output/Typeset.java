package io.graphbus.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jline.utils.WCWidth;

/** Text measured in columns of a terminal, where some characters take two and some take none. */
final class Typeset {

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");

    private Typeset() {}

    /** How many columns it takes; colours take none. */
    static int width(String text) {
        if (text.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            return text.length();
        }
        return COLOUR.matcher(text)
                .replaceAll("")
                .codePoints()
                .map(c -> Math.max(0, WCWidth.wcwidth(c)))
                .sum();
    }

    /** Filled up with blanks, on the left for numbers. */
    static String padded(String text, int width, boolean right) {
        String padding = " ".repeat(Math.max(0, width - width(text)));
        return right ? padding + text : text + padding;
    }

    /** As much as fits, with an ellipsis when that is not all. */
    static String cut(String text, int width) {
        return width(text) <= width
                ? text
                : text.substring(0, fitting(text, width - 1)).stripTrailing() + "…";
    }

    /** Lines broken at blanks; a word that is longer than a line is broken where the line ends. */
    static List<String> wrapped(String text, int width) {
        return wrapped(text, width, width);
    }

    private static List<String> wrapped(String text, int first, int others) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (width(longer) <= (lines.isEmpty() ? first : others)) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = broken(word, others, lines);
        }
        lines.add(line);
        return lines;
    }

    /** What is left of a word for the next line. */
    private static String broken(String word, int width, List<String> lines) {
        String left = word;
        while (width(left) > width && left.indexOf('\u001b') < 0) {
            int end = Math.max(1, fitting(left, width));
            lines.add(left.substring(0, end));
            left = left.substring(end);
        }
        return left;
    }

    /** Lines no wider than a terminal, those that go on indented. */
    static String paragraph(String text, int width, int indent) {
        int blanks = text.length() - text.stripLeading().length();
        List<String> lines = wrapped(text.stripLeading(), width - blanks, width - indent);
        return " ".repeat(blanks) + String.join("\n" + " ".repeat(indent), lines);
    }

    /** The number of characters that fit, never half of one. */
    private static int fitting(String text, int width) {
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int c = text.codePointAt(end);
            used += Math.max(0, WCWidth.wcwidth(c));
            if (used > width) {
                break;
            }
            end += Character.charCount(c);
        }
        return end;
    }
}
