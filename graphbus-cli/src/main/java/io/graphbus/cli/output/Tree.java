package io.graphbus.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A label with branches under it, drawn with lines. Used by one thread. */
public final class Tree {

    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final String END = "\u001b[0m";

    private final String label;
    private final List<Tree> branches = new ArrayList<>();

    public Tree(String label) {
        this.label = label;
    }

    /** Adds a branch and returns it. */
    public Tree branch(String text) {
        Tree branch = new Tree(text);
        branches.add(branch);
        return branch;
    }

    /** All of it, however long its lines. */
    public String render() {
        return render(0);
    }

    /**
     * The tree as lines.
     *
     * @param width columns of the terminal; 0 when nothing needs to be cut
     */
    public String render(int width) {
        StringBuilder text = new StringBuilder(label);
        draw(text, "");
        return width == 0
                ? text.toString()
                : text.toString()
                        .lines()
                        .map(line -> cut(line, width))
                        .collect(Collectors.joining("\n"));
    }

    /** Colours take no room, and end where a line is cut. */
    private static String cut(String line, int width) {
        if (COLOUR.matcher(line).replaceAll("").length() <= width) {
            return line;
        }
        StringBuilder kept = new StringBuilder();
        Matcher colour = COLOUR.matcher(line);
        boolean coloured = false;
        int at = 0;
        for (int room = width - 1; room > 0; ) {
            if (colour.region(at, line.length()).lookingAt()) {
                kept.append(colour.group());
                at = colour.end();
                coloured = true;
            } else {
                kept.append(line.charAt(at++));
                room--;
            }
        }
        return kept.append('…').append(coloured ? END : "").toString();
    }

    private void draw(StringBuilder text, String indent) {
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            text.append('\n').append(indent).append(last ? "└─ " : "├─ ");
            text.append(branches.get(i).label);
            branches.get(i).draw(text, indent + (last ? "   " : "│  "));
        }
    }
}
