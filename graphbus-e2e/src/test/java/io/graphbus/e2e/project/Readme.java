package io.graphbus.e2e.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The sessions that a README shows: commands after {@code $}, and what they print. */
record Readme(List<Step> steps) {

    private static final String INDENT = "    ";
    private static final String PROMPT = INDENT + "$ ";

    /** A command and the lines under it. */
    record Step(String command, List<String> output) {}

    static Readme of(Path file) throws IOException {
        List<Step> steps = new ArrayList<>();
        boolean inStep = false;
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith(PROMPT)) {
                steps.add(new Step(line.substring(PROMPT.length()), new ArrayList<>()));
                inStep = true;
            } else if (inStep && line.startsWith(INDENT)) {
                steps.getLast().output().add(line.substring(INDENT.length()));
            } else {
                inStep = false;
            }
        }
        return new Readme(steps);
    }
}
