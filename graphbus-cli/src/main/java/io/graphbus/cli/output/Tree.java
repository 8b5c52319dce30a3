package io.graphbus.cli.output;

import java.util.ArrayList;
import java.util.List;

/** A label with branches under it, drawn with lines. Used by one thread. */
public final class Tree {

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

    public String render() {
        StringBuilder text = new StringBuilder(label);
        draw(text, "");
        return text.toString();
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
