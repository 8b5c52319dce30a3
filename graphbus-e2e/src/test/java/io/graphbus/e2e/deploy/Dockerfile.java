package io.graphbus.e2e.deploy;

import java.util.ArrayList;
import java.util.List;

/** The instructions of docker/Dockerfile, continuation lines joined and comments left out. */
public record Dockerfile(List<Instruction> instructions) {

    public record Instruction(String name, String arguments) {}

    public static Dockerfile read() {
        var instructions = new ArrayList<Instruction>();
        var line = new StringBuilder();
        for (String raw : Checkout.text("docker/Dockerfile").lines().toList()) {
            if (raw.isBlank() || raw.startsWith("#")) {
                continue;
            }
            boolean continued = raw.endsWith("\\");
            line.append(continued ? raw.substring(0, raw.length() - 1) : raw);
            if (!continued) {
                String[] parts = line.toString().strip().split("\\s+", 2);
                instructions.add(new Instruction(parts[0], parts[1].replaceAll("\\s+", " ")));
                line.setLength(0);
            }
        }
        return new Dockerfile(instructions);
    }

    public List<String> all(String name) {
        return instructions.stream()
                .filter(i -> i.name().equals(name))
                .map(Instruction::arguments)
                .toList();
    }

    /** The one that counts in the image: the last. */
    public String last(String name) {
        return all(name).getLast();
    }
}
