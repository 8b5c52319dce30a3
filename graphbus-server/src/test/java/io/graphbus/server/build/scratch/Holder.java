package io.graphbus.server.build.scratch;

import java.io.IOException;
import java.nio.file.Path;

/** A process that keeps files until it is killed. */
final class Holder implements AutoCloseable {

    private final Process process;
    private final Path held;

    private Holder(Process process, Path held) {
        this.process = process;
        this.held = held;
    }

    static Holder start(Path place) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holder.class.getName(),
                                place.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String line;
        try (var said = process.inputReader()) {
            line = said.readLine();
            while (line != null && !line.startsWith("/")) {
                line = said.readLine();
            }
        }
        return new Holder(process, Path.of(String.valueOf(line)));
    }

    Path held() {
        return held;
    }

    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    public static void main(String[] arguments) throws IOException {
        Scratch scratch = Scratch.openIn(Path.of(arguments[0]));
        Path held = scratch.directory("held").directory("deeper");
        System.out.println(held);
        int told = System.in.read();
        throw new IllegalStateException("was to be killed, and not told " + told);
    }
}
