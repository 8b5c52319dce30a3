package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@Timeout(180)
@TestPropertySource(
        properties = {
            "spring.datasource.url=jdbc:h2:mem:load;DB_CLOSE_DELAY=-1",
            "graphbus.events.stream.heartbeat=2s",
            "graphbus.events.stream.buffer=2000",
            "graphbus.events.stream.clients=1000"
        })
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class StreamUnderLoadTest extends RunningServer {

    private static final int CLIENTS = 1_000;
    private static final int EVENTS = 20;
    private static final int MANY = 50_000;
    private static final int LEAD = 1_000;

    @LocalServerPort private int port;

    @Test
    void aThousandClientsHearEverythingAndOneMoreIsTurnedAway() throws Exception {
        int threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        long memoryBefore = usedMemory();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Listening> clients =
                    all(threads.invokeAll(copies(() -> Listening.begun(port, stream("/Many/*")))));
            assertProblem(http.get("/api/v1/events/stream"), 429, "QUEUE_FULL");

            List<Callable<Integer>> reading = new ArrayList<>();
            clients.forEach(client -> reading.add(() -> client.events(EVENTS)));
            for (int i = 0; i < EVENTS; i++) {
                live.bus().publish("/Many/Event", i);
            }
            assertThat(all(threads.invokeAll(reading))).hasSize(CLIENTS).containsOnly(EVENTS);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore)
                    .as("platform threads for a thousand clients")
                    .isLessThan(100);
            assertThat((usedMemory() - memoryBefore) / CLIENTS)
                    .as("bytes for a client, its own end in this process included")
                    .isLessThan(300_000);

            for (Listening client : clients) {
                client.close();
            }
        }
    }

    @AfterEach
    void everybodyHasLeft() {
        while (metric("clients") > 0) {
            live.bus().publish("/Many/Event", "anybody there?");
        }
    }

    @Test
    void aClientThatReadsNothingIsDroppedAndHarmsNobody(CapturedOutput output) throws Exception {
        double dropped = metric("dropped");
        try (var stuck = Listening.begun(port, stream("/Flood/*"), 2_048);
                var healthy = Listening.begun(port, stream("/Flood/*"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var heard = new AtomicInteger();
            Future<Boolean> all =
                    threads.submit(
                            () -> {
                                while (heard.get() < MANY && healthy.events(100) == 100) {
                                    heard.addAndGet(100);
                                }
                                return heard.get() == MANY;
                            });
            for (int i = 0; i < MANY; i++) {
                live.bus().publish("/Flood/Event", "0123456789".repeat(20));
                while (i - heard.get() > LEAD && !all.isDone()) {
                    LockSupport.parkNanos(100_000);
                }
            }

            assertThat(all.get()).isTrue();
            assertThat(metric("dropped")).isEqualTo(dropped + 1);
            assertThat(output).contains("it is more than 2000 events behind");
            while (metric("clients") > 1) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThat(stuck.events(MANY)).isLessThan(MANY);
        }
    }

    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static <T> List<Callable<T>> copies(Callable<T> task) {
        List<Callable<T>> copies = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            copies.add(task);
        }
        return copies;
    }

    private static <T> List<T> all(List<Future<T>> futures) throws Exception {
        List<T> results = new ArrayList<>();
        for (Future<T> future : futures) {
            results.add(future.get());
        }
        return results;
    }

    private static String stream(String topic) {
        return "/api/v1/events/stream?topic=" + topic;
    }

    private double metric(String name) {
        return http.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("graphbus_events_stream_" + name))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll(".* ", "")))
                .sum();
    }
}
