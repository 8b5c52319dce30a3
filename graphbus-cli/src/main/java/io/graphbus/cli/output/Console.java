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
import tools.jackson.databind.JsonNode;

/**
 * Where a command reads from and prints to: results to one stream, everything else to the other.
 * Made once per program; safe for use by many threads.
 */
public final class Console {

    private final InputStream in;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private final Style style;
    private volatile boolean verbose;

    private Console(
            InputStream in, PrintStream out, PrintStream err, boolean terminal, Style style) {
        this.in = in;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
        this.style = style;
    }

    /** Streams that nobody watches: no colours, no cutting, no keys. */
    public static Console piped(InputStream in, PrintStream out, PrintStream err) {
        return new Console(in, out, err, false, Style.PLAIN);
    }

    /** The process's own streams; coloured on a terminal unless {@code NO_COLOR} is set. */
    public static Console ofProcess() {
        var console = System.console();
        boolean terminal = console != null && console.isTerminal();
        String noColour = System.getenv("NO_COLOR");
        boolean coloured =
                terminal
                        && (noColour == null || noColour.isEmpty())
                        && !"dumb".equals(System.getenv("TERM"));
        return new Console(
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                terminal,
                coloured ? Style.COLOURED : Style.PLAIN);
    }

    /** JSON is UTF-8 whatever the locale says. */
    private static PrintStream utf8(FileDescriptor stream) {
        return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
    }

    public InputStream in() {
        return in;
    }

    /** For results only. */
    public PrintStream out() {
        return out;
    }

    /** For messages, progress, problems and logs. */
    public PrintStream err() {
        return err;
    }

    /** Whether a person sits at both ends. */
    public boolean isTerminal() {
        return terminal;
    }

    public Style style() {
        return style;
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
        out.println(text);
        out.flush();
    }

    /** Prints a result in the asked-for form. */
    public void result(Format format, JsonNode document, Function<Console, String> forPeople) {
        result(
                switch (format) {
                    case JSON -> Documents.pretty(document);
                    case YAML -> Documents.yaml(document);
                    case TABLE, TEXT, SARIF, GITHUB -> forPeople.apply(this);
                });
    }

    /** Says something that is no result. */
    public void say(String text) {
        err.println(text);
        err.flush();
    }

    public void problem(Problem problem) {
        say(Problems.render(problem, style));
    }

    /** For errors of our own making, and only when asked for. */
    public void trace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        say(trace.toString().stripTrailing());
    }

    public String render(Table table) {
        return table.render(width(), style);
    }

    /** Columns of the terminal; 0 where nobody watches and nothing needs to be cut. */
    public int width() {
        return terminal ? TerminalWidth.columns() : 0;
    }

    /**
     * Sends what agents and libraries print to {@code System.out} to the message stream until
     * closed.
     */
    public Diversion divert() {
        PrintStream original = System.out;
        System.setOut(err);
        return () -> System.setOut(original);
    }

    /** Ends with {@link #close()}, which throws nothing. */
    @FunctionalInterface
    public interface Diversion extends AutoCloseable {
        @Override
        void close();
    }
}
