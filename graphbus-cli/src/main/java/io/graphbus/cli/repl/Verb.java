package io.graphbus.cli.repl;

import java.util.function.Function;

/**
 * One command of the conversation.
 *
 * @param arguments as the help shows them; empty for none
 * @param answer from the rest of the line
 */
record Verb(String name, String arguments, String description, Function<String, Answer> answer) {

    String usage() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }

    /**
     * A line cut after its first word.
     *
     * @param rest without surrounding blanks; empty when there was only one word
     */
    record Words(String first, String rest) {

        static Words of(String line) {
            String[] parts = line.strip().split("\\s+", 2);
            return new Words(parts[0], parts.length == 1 ? "" : parts[1].strip());
        }

        /** JSON as typed, or as one would quote it for a shell. */
        String json() {
            boolean quoted = rest.length() > 1 && rest.startsWith("'") && rest.endsWith("'");
            return quoted ? rest.substring(1, rest.length() - 1) : rest;
        }
    }
}
