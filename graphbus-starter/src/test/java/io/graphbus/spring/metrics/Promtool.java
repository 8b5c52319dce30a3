package io.graphbus.spring.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.opentest4j.TestAbortedException;

/** Prometheus' own tool as a judge; where it is not installed the test is skipped. */
final class Promtool {

    private Promtool() {}

    /** Neither malformed nor unlike what Prometheus recommends. */
    static void accepts(String exposition) {
        try {
            Process process =
                    new ProcessBuilder("promtool", "check", "metrics")
                            .redirectErrorStream(true)
                            .start();
            try (var input = process.getOutputStream()) {
                input.write(exposition.getBytes(UTF_8));
            }
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).as(output).isZero();
        } catch (IOException e) {
            throw new TestAbortedException("promtool is not installed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
