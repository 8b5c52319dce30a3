package io.graphbus.server.build.compile;

import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildRequest;
import io.graphbus.build.BuildResult;
import io.graphbus.server.build.compile.BuildOrder.Report;
import io.graphbus.server.build.history.BuildOutcome;
import io.graphbus.source.JavaSettings;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import tools.jackson.databind.json.JsonMapper;

/**
 * The program of a compiler process: reads orders from standard input, builds, and answers on
 * standard output. It ends with its input, also in the middle of a build, which may take forever.
 */
public final class CompilerMain {

    /** What an answer begins with; whatever else comes out is noise. */
    static final String ANSWER = "graphbus answer ";

    private CompilerMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var orders = new LinkedBlockingQueue<String>();
        Thread.ofPlatform().daemon().name("graphbus-orders").start(() -> read(orders));
        var answers = new FileOutputStream(FileDescriptor.out);
        JsonMapper json = JsonMapper.shared();
        while (true) {
            Report report = build(json.readValue(orders.take(), BuildOrder.class));
            String answer = ANSWER + json.writeValueAsString(report) + "\n";
            answers.write(answer.getBytes(StandardCharsets.UTF_8));
            answers.flush();
        }
    }

    /** Nobody is left who could be told why there are no more. */
    private static void read(BlockingQueue<String> orders) {
        try (var in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            in.lines().forEach(orders::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    /** Nothing of the machine takes part: no Maven project around it, no annotation processors. */
    private static Report build(BuildOrder order) {
        BuildResult result =
                BuildOrchestrator.build(
                        BuildRequest.of(Path.of(order.input()))
                                .output(Path.of(order.output()))
                                .java(JavaSettings.DEFAULT.processing(false))
                                .alone(true));
        return Report.of(BuildOutcome.of(result));
    }
}
