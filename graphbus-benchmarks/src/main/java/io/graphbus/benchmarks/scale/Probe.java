package io.graphbus.benchmarks.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.spi.ToolProvider;

/**
 * Runs a program in this process and leaves behind what it took, however it ends: {@code Probe
 * <file> <class, or javac> <arguments>}.
 */
public final class Probe {

    private static final String PEAK = "VmHWM:";

    private Probe() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]);
        String[] rest = Arrays.copyOfRange(arguments, 2, arguments.length);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> write(file)));
        if (arguments[1].equals("javac")) {
            ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
            System.exit(javac.run(System.out, System.err, rest));
        }
        Method main = Class.forName(arguments[1]).getMethod("main", String[].class);
        main.invoke(null, (Object) rest);
    }

    private static void write(Path file) {
        ProcessHandle.Info info = ProcessHandle.current().info();
        long cpu = info.totalCpuDuration().orElse(Duration.ZERO).toMillis();
        try {
            Files.writeString(file, cpu + " " + peak());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Most memory that was resident at a time, in KB, as Linux counts it; 0 elsewhere. */
    private static long peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(PEAK))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
