package io.graphbus.cli.output;

import io.graphbus.problem.Problem;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * Where a command reads from and prints to: results to one stream, everything else to the other.
 * Made once per program; safe for use by many threads.
 */
public final class Console {

    private static final String WIPE = "\r\u001b[K";

    private final InputStream in;
    private final Output out;
    private final Output err;
    private final boolean interactive;
    private volatile boolean verbose;
    private boolean moving;

    /** A stream and how to write to it. */
    private record Output(PrintStream stream, boolean terminal, Style style) {

        static Output plain(PrintStream stream) {
            return new Output(stream, false, Style.PLAIN);
        }

        Output uncoloured() {
            return new Output(stream, terminal, Style.PLAIN);
        }

        /** JSON is UTF-8 whatever the locale says. */
        static Output of(FileDescriptor descriptor, boolean terminal, boolean coloured) {
            return new Output(
                    new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8),
                    terminal,
                    terminal && coloured ? Style.COLOURED : Style.PLAIN);
        }
    }

    private Console(InputStream in, Output out, Output err, boolean interactive) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.interactive = interactive;
    }

    /** Streams that nobody watches: no colours, no cutting, no keys. */
    public static Console piped(InputStream in, PrintStream out, PrintStream err) {
        return new Console(in, Output.plain(out), Output.plain(err), false);
    }

    /** The same streams, on a terminal too without colours. */
    public Console withoutColours() {
        return new Console(in, out.uncoloured(), err.uncoloured(), interactive);
    }

    /**
     * The process's own streams; each is coloured when it is a terminal, unless {@code NO_COLOR} is
     * set.
     */
    public static Console ofProcess() {
        String noColour = System.getenv("NO_COLOR");
        boolean coloured =
                (noColour == null || noColour.isEmpty()) && !"dumb".equals(System.getenv("TERM"));
        boolean isShown = Terminals.has(1);
        return new Console(
                System.in,
                Output.of(FileDescriptor.out, isShown, coloured),
                Output.of(FileDescriptor.err, Terminals.has(2), coloured),
                isShown && Terminals.has(0));
    }

    public InputStream in() {
        return in;
    }

    /** For results only. */
    public PrintStream out() {
        return out.stream();
    }

    /** For messages, progress, problems and logs. */
    public PrintStream err() {
        return err.stream();
    }

    /** Whether a person sees the results. */
    public boolean isTerminal() {
        return out.terminal();
    }

    /** Whether a person sits at both ends. */
    public boolean isInteractive() {
        return interactive;
    }

    /** Of results. */
    public Style style() {
        return out.style();
    }

    public boolean isVerbose() {
        return verbose;
    }

    /** From now on says more of what is going on. */
    public void beVerbose() {
        verbose = true;
    }

    /** Prints a result. */
    public void result(String text) {
        wipe();
        out.stream().println(text);
        out.stream().flush();
    }

    /** Prints a result in the asked-for form. */
    public void result(Format format, JsonNode document, Function<Console, String> forPeople) {
        result(
                switch (format) {
                    case JSON -> Documents.coloured(document, style());
                    case YAML -> Documents.yaml(document);
                    case TABLE, TEXT, MARKDOWN, SARIF, GITHUB -> forPeople.apply(this);
                });
    }

    /** One JSON value: on one line for programs and where it fits, indented otherwise. */
    public String json(JsonNode document) {
        String line = Documents.compact(document);
        return isTerminal() ? Documents.shown(document, style(), Terminals.columns()) : line;
    }

    /** Says something that is no result. */
    public void say(String text) {
        wipe();
        err.stream().println(text);
        err.stream().flush();
    }

    public void problem(Problem problem) {
        String text = Problems.render(problem, err.style());
        say(err.terminal() ? Problems.fitted(text, Terminals.columns()) : text);
    }

    /** For errors of our own making, and only when asked for. */
    public void trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        say(trace.toString().stripTrailing());
    }

    public String render(Table table) {
        return table.render(width(), style());
    }

    /** Columns of the terminal; 0 where nobody watches and nothing needs to be cut. */
    public int width() {
        return isTerminal() ? Terminals.columns() : 0;
    }

    /** Shows that something is being done until closed; nothing at all where nobody watches. */
    public Progress progress(String doing) {
        return Progress.start(this, doing, err.style() == Style.COLOURED);
    }

    /** Replaces the moving line, which the next message wipes away; empty for none. */
    synchronized void transiently(Supplier<String> line) {
        wipe();
        String text = line.get();
        if (!text.isEmpty()) {
            err.stream().print(err.style().dim(Typeset.cut(text, Terminals.columns() - 1)));
            err.stream().flush();
            moving = true;
        }
    }

    private synchronized void wipe() {
        if (moving) {
            err.stream().print(WIPE);
            err.stream().flush();
            moving = false;
        }
    }

    /**
     * Sends what agents and libraries print to {@code System.out} to the message stream until
     * closed.
     */
    public Diversion divert() {
        PrintStream original = System.out;
        System.setOut(err.stream());
        return () -> System.setOut(original);
    }

    /**
     * Sends all that others print, logs too, through this stream until closed, if a person sees it.
     */
    public Diversion divertAll(UnaryOperator<PrintStream> beside) {
        if (!err.terminal()) {
            return () -> {};
        }
        PrintStream out = System.out;
        PrintStream messages = System.err;
        PrintStream stream = beside.apply(err.stream());
        System.setOut(stream);
        System.setErr(stream);
        return () -> {
            System.setOut(out);
            System.setErr(messages);
            stream.close();
        };
    }

    /** Ends with {@link #close()}, which throws nothing. */
    @FunctionalInterface
    public interface Diversion extends AutoCloseable {

        @Override
        void close();
    }
}
