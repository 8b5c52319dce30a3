package io.graphbus.cli.shell;

import io.graphbus.cli.shell.Grammar.Word;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/** Fills a shell's frame with the tables of the grammar. */
final class Script {

    private static final String TABLES = "@TABLES@";

    private final Shell shell;
    private final Grammar grammar;

    private Script(Shell shell, Grammar grammar) {
        this.shell = shell;
        this.grammar = grammar;
    }

    static String of(Shell shell, CommandSpec root) {
        return new Script(shell, new Grammar(root)).text();
    }

    private String text() {
        return frame().replace(TABLES, tables());
    }

    private String frame() {
        String name = "frame." + shell;
        try (InputStream frame = Objects.requireNonNull(Script.class.getResourceAsStream(name))) {
            return new String(frame.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tables() {
        StringBuilder commands = new StringBuilder();
        StringBuilder options = new StringBuilder();
        StringBuilder values = new StringBuilder();
        grammar.each(
                (path, spec) -> {
                    commands.append(words(path, Grammar.commandWords(spec)));
                    options.append(words(path, Grammar.optionWords(spec)));
                    grammar.values(spec)
                            .forEach(
                                    (place, kind) ->
                                            values.append(line(path + "|" + place, quoted(kind))));
                });
        return function("commands", "$1", commands)
                + function("options", "$1", options)
                + function("values", "$1|$2", values);
    }

    private String words(String path, List<Word> words) {
        return words.isEmpty()
                ? ""
                : line(path, words.stream().map(this::described).collect(Collectors.joining(" ")));
    }

    /** Bash shows words only. */
    private String described(Word word) {
        return quoted(shell == Shell.BASH ? word.text() : word.text() + "\t" + word.description());
    }

    private String line(String label, String printed) {
        return shell == Shell.FISH
                ? "        case '%s'\n            printf '%%s\\n' %s\n".formatted(label, printed)
                : "        '%s') printf '%%s\\n' %s ;;\n".formatted(label, printed);
    }

    private String function(String name, String subject, StringBuilder cases) {
        if (shell == Shell.FISH) {
            String words = subject.replace("$1", "$argv[1]").replace("$2", "$argv[2]");
            return "function __graphbus_%s\n    switch \"%s\"\n%s    end\nend\n"
                    .formatted(name, words, cases);
        }
        return "_graphbus_%s() {\n    case \"%s\" in\n%s    esac\n}\n"
                .formatted(name, subject, cases);
    }

    private String quoted(String text) {
        return "'"
                + (shell == Shell.FISH
                        ? text.replace("\\", "\\\\").replace("'", "\\'")
                        : text.replace("'", "'\\''"))
                + "'";
    }
}
