package io.graphbus.cli.repl;

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
