package io.graphbus.cli.repl;

import io.graphbus.model.AgentGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/** Lines that a person types, with completion and history. */
final class TerminalLines implements Lines {

    private static final long KEY_WAIT_MILLIS = 100;

    private final Terminal terminal;
    private final LineReader reader;

    private TerminalLines(Terminal terminal, LineReader reader) {
        this.terminal = terminal;
        this.reader = reader;
    }

    static TerminalLines open(AgentGraph graph) {
        try {
            Terminal terminal = TerminalBuilder.builder().system(true).build();
            DefaultParser parser =
                    new DefaultParser()
                            .eofOnUnclosedBracket(
                                    DefaultParser.Bracket.CURLY, DefaultParser.Bracket.SQUARE);
            parser.setQuoteChars(new char[0]);
            parser.setEscapeChars(new char[0]);
            LineReader reader =
                    LineReaderBuilder.builder()
                            .terminal(terminal)
                            .parser(parser)
                            .completer(new GraphCompleter(graph))
                            .variable(LineReader.HISTORY_FILE, historyFile())
                            .variable(LineReader.SECONDARY_PROMPT_PATTERN, "        > ")
                            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                            .build();
            return new TerminalLines(terminal, reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path historyFile() throws IOException {
        String state = System.getenv("XDG_STATE_HOME");
        Path base =
                state == null || state.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".local", "state")
                        : Path.of(state);
        Path directory = base.resolve("graphbus");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            return Files.createTempDirectory("graphbus").resolve("history");
        }
        return directory.resolve("history");
    }

    /** Ctrl-C empties the line; Ctrl-D ends the conversation. */
    @Override
    public @Nullable String next() {
        while (true) {
            try {
                return reader.readLine("graphbus> ");
            } catch (UserInterruptException e) {
                continue;
            } catch (EndOfFileException e) {
                return null;
            }
        }
    }

    @Override
    public boolean keyPressed() {
        Attributes before = terminal.enterRawMode();
        try {
            int key = terminal.reader().read(KEY_WAIT_MILLIS);
            return key != NonBlockingReader.READ_EXPIRED;
        } catch (IOException e) {
            return true;
        } finally {
            terminal.setAttributes(before);
        }
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
