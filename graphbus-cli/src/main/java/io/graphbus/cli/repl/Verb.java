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
}
