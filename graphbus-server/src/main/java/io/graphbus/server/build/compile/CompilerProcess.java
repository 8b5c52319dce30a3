package io.graphbus.server.build.compile;

import io.graphbus.server.build.compile.BuildOrder.Report;
import io.graphbus.server.build.scratch.ScratchDirectory;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/**
 * A process that builds, one order after the other. It ends with the server, however that ends. For
 * one thread at a time.
 */
final class CompilerProcess implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String LOADER =
            "org.springframework.boot.loader.launch.PropertiesLauncher";

    private final Process process;
    private final ScratchDirectory home;
    private final OutputStream orders;
    private final BufferedReader answers;

    private CompilerProcess(Process process, ScratchDirectory home) {
        this.process = process;
        this.home = home;
        this.orders = process.getOutputStream();
        this.answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts one, with nothing of the server's environment.
     *
     * @param memory how large its heap may grow
     * @param home what is its own, until it is closed
     */
    static CompilerProcess start(DataSize memory, ScratchDirectory home) {
        try {
            var builder =
                    new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx" + memory.toMegabytes() + "m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-XX:+DisplayVMOutputToStderr",
                            "-Djava.io.tmpdir=" + home.path(),
                            "-Duser.home=" + home.path(),
                            "-Dloader.main=" + CompilerMain.class.getName(),
                            "-cp",
                            classPath(),
                            mainClass());
            builder.environment().clear();
            return new CompilerProcess(
                    builder.directory(home.path().toFile())
                            .redirectError(home.path().resolve("errors").toFile())
                            .start(),
                    home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The server's own, for a process that stands somewhere else. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Inside Spring Boot's jar of jars only its launcher finds the program. */
    private static String mainClass() {
        var place = CompilerMain.class.getProtectionDomain().getCodeSource().getLocation();
        return place.getProtocol().equals("file") ? CompilerMain.class.getName() : LOADER;
    }

    /**
     * Builds.
     *
     * @throws TimeoutException when it takes too long; the process is of no more use then
     * @throws IOException when the process has ended
     */
    Report build(BuildOrder order, Duration timeout)
            throws IOException, TimeoutException, InterruptedException {
        orders.write((JSON.writeValueAsString(order) + "\n").getBytes(StandardCharsets.UTF_8));
        orders.flush();
        var answer = new CompletableFuture<String>();
        Thread.ofVirtual().name("graphbus-build").start(() -> read(answer));
        try {
            return JSON.readValue(
                    answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS), Report.class);
        } catch (ExecutionException e) {
            throw new IOException(errors(), e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once, whatever it does. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        home.close();
    }

    private void read(CompletableFuture<String> answer) {
        try {
            String line = answers.readLine();
            while (line != null && !line.startsWith(CompilerMain.ANSWER)) {
                line = answers.readLine();
            }
            if (line == null) {
                answer.completeExceptionally(new IOException("the compiler has ended"));
            } else {
                answer.complete(line.substring(CompilerMain.ANSWER.length()));
            }
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
    }

    /** What the process said last. */
    private String errors() {
        try (var lines = Files.lines(home.path().resolve("errors"))) {
            return lines.filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("no reason");
        } catch (IOException e) {
            return "no reason";
        }
    }
}
