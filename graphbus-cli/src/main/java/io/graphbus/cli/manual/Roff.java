package io.graphbus.cli.manual;

/** Text in the language of {@code man(7)}. Used by one thread. */
final class Roff {

    private static final int ASCII = 127;

    private final StringBuilder text = new StringBuilder();

    /** A request with arguments, such as {@code .SH "EXIT STATUS"}. */
    Roff request(String name, String... arguments) {
        text.append('.').append(name);
        for (String argument : arguments) {
            text.append(" \"").append(escaped(argument)).append('"');
        }
        text.append('\n');
        return this;
    }

    Roff section(String title) {
        return request("SH", title);
    }

    /** Words that flow. */
    Roff line(String words) {
        return raw(escaped(words.strip()));
    }

    /** One that is known to be right already. */
    Roff raw(String line) {
        boolean isRequest = line.startsWith(".") || line.startsWith("'");
        text.append(isRequest ? "\\&" : "").append(line).append('\n');
        return this;
    }

    /** A tagged paragraph: a term in bold and what it means. */
    Roff item(String term, String meaning) {
        return request("TP").raw(bold(term)).line(meaning.isEmpty() ? " " : meaning);
    }

    /** Lines as they stand. */
    Roff example(Iterable<String> lines) {
        request("PP").request("RS", "4").request("nf");
        lines.forEach(this::line);
        return request("fi").request("RE");
    }

    static String bold(String words) {
        return "\\fB" + escaped(words) + "\\fR";
    }

    /** Dashes are those one types, and everything beyond ASCII is named by its number. */
    static String escaped(String words) {
        StringBuilder safe = new StringBuilder();
        words.codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '\\' -> safe.append("\\e");
                                case '-' -> safe.append("\\-");
                                case '\'' -> safe.append("\\(aq");
                                case '"' -> safe.append("\\(dq");
                                case '^' -> safe.append("\\(ha");
                                case '~' -> safe.append("\\(ti");
                                case '`' -> safe.append("\\(ga");
                                default -> append(safe, c);
                            }
                        });
        return safe.toString();
    }

    private static void append(StringBuilder safe, int c) {
        if (c <= ASCII) {
            safe.appendCodePoint(c);
        } else {
            safe.append("\\[u").append(String.format("%04X", c)).append(']');
        }
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
