package io.graphbus.cli.repl;

import io.graphbus.cli.output.Console;
import io.graphbus.cli.output.Documents;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What one command has to say.
 *
 * @param line for a program: all of it on one line
 * @param shown for a person
 */
record Answer(String line, Function<Console, String> shown) {

    /** The same words for everybody. */
    static Answer of(String text) {
        return new Answer(text, console -> text);
    }

    /** Compact JSON for programs, a table or the like for people. */
    static Answer of(JsonNode document, Function<Console, String> shown) {
        return new Answer(Documents.compact(document), shown);
    }

    String in(Console console) {
        return console.isTerminal() ? shown.apply(console) : line;
    }
}
