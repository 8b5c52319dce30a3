package io.graphbus.cli.repl;

import io.graphbus.cli.output.Style;
import io.graphbus.cli.typing.GraphCompleter;
import io.graphbus.cli.typing.TypedLines;
import io.graphbus.model.AgentGraph;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/** Lines that a person types, with completion and history. */
final class TerminalLines implements Lines {

    private static final long KEY_WAIT_MILLIS = 100;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Terminal terminal;
    private final LineReader reader;
    private final String prompt;

    TerminalLines(Terminal terminal, LineReader reader, Style style) {
        this.terminal = terminal;
        this.reader = reader;
        this.prompt = style.bold("graphbus>") + " ";
    }

    static TerminalLines open(AgentGraph graph, Collection<String> verbs, Style style) {
        try {
            return on(
                    terminal(TerminalBuilder.builder().system(true)),
                    graph,
                    verbs,
                    style,
                    History.file(System.getenv("XDG_STATE_HOME"), System.getProperty("user.home"))
                            .orElse(null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the terminal nothing: reading its answers would swallow what was typed ahead. */
    static Terminal terminal(TerminalBuilder builder) throws IOException {
        return builder.graphemeCluster(false).build();
    }

    static TerminalLines on(
            Terminal terminal,
            AgentGraph graph,
            Collection<String> verbs,
            Style style,
            @Nullable Path history) {
        LineReaderBuilder builder =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .parser(new TypedLines())
                        .completer(new GraphCompleter(graph, verbs))
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "        > ")
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        if (history != null) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        return new TerminalLines(terminal, builder.build(), style);
    }

    /** Where others print, so that they do not disturb who types. */
    PrintStream beside(PrintStream messages) {
        return new PrintStream(
                new AbovePrompt(reader::isReading, reader::printAbove, messages),
                true,
                StandardCharsets.UTF_8);
    }

    /** Ctrl-C empties the line; Ctrl-D ends the conversation. */
    @Override
    public @Nullable String next() {
        while (true) {
            try {
                return reader.readLine(prompt);
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
            return key != NonBlockingReader.READ_EXPIRED || Thread.currentThread().isInterrupted();
        } catch (IOException e) {
            return true;
        } finally {
            terminal.setAttributes(before);
        }
    }

    /** Ctrl-C interrupts the work; what does not end then goes on behind the next line. */
    @Override
    public boolean attend(Runnable work) {
        Thread worker = Thread.ofPlatform().daemon().name("graphbus-command").unstarted(work);
        AtomicBoolean cancelled = new AtomicBoolean();
        Terminal.SignalHandler before =
                terminal.handle(
                        Terminal.Signal.INT,
                        signal -> {
                            cancelled.set(true);
                            worker.interrupt();
                        });
        try {
            worker.start();
            boolean done = worker.join(Duration.ofMillis(KEY_WAIT_MILLIS));
            while (!done && !cancelled.get()) {
                done = worker.join(Duration.ofMillis(KEY_WAIT_MILLIS));
            }
            if (cancelled.get()) {
                worker.join(GRACE);
            }
            return !cancelled.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            terminal.handle(Terminal.Signal.INT, before);
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
