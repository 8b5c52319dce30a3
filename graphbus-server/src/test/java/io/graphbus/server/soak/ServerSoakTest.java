package io.graphbus.server.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server used by everybody at once: for some seconds in each build, for ten minutes in the soak,
 * where it must not hold more at the end than at the beginning.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class ServerSoakTest {

    private static final Logger log = LoggerFactory.getLogger(ServerSoakTest.class);
    private static final boolean SOAK = Boolean.getBoolean("graphbus.soak");

    /** Until the history is full and all that is loaded late is loaded. */
    private static final Duration WARM_UP = Duration.ofSeconds(SOAK ? 90 : 3);

    private static final Duration MEASURED = Duration.ofSeconds(SOAK ? 510 : 9);
    private static final Duration PAUSE = Duration.ofSeconds(SOAK ? 5 : 1);
    private static final int LISTENERS = 10;

    /**
     * What the last third may be above the first: what happens to be under way, and beside the heap
     * code that is compiled late.
     */
    private static final Sample MARGIN = new Sample(4, 12, 200, 4, 10);

    @TempDir private Path directory;

    @Test
    void aServerThatIsUsedDoesNotGrow() throws Exception {
        var samples = new Samples();
        try (var server = new ServerProcess(directory);
                var clients = new Clients(server.port())) {
            await().atMost(Duration.ofMinutes(2)).until(clients::isReady);
            clients.build(0);
            countsFiles(server);
            List<EventListener> listeners = listeners(server.port());
            Map<String, Long> done = run(server, clients, samples);
            for (EventListener listener : listeners) {
                assertThat(listener.ended()).isEmpty();
                assertThat(listener.heard()).isGreaterThan(done.get("call") + done.get("publish"));
                listener.close();
            }
            report(done, samples);
            assertThat(server.complaints()).isEmpty();
        }
        assertThat(samples.all()).allSatisfy(ServerSoakTest::isPlausible);
        if (SOAK) {
            isFlat(samples);
        }
    }

    @Test
    void whatGrowsIsSeen() {
        var leaking = new Samples();
        for (int i = 0; i < 30; i++) {
            leaking.add(new Sample(40 + i, 80, 9_000, 30 + i, 60));
        }

        assertThat(leaking.third(0).heap()).isEqualTo(45);
        assertThat(leaking.growth()).isEqualTo(new Sample(20, 0, 0, 20, 0));
    }

    /** What comes and goes is no growth, whatever the last look happens to see. */
    @Test
    void peaksAreNotTakenForGrowth() {
        var steady = new Samples();
        for (int i = 0; i < 30; i++) {
            steady.add(new Sample(i % 10 == 9 ? 70 : 40, 80, 9_000, 30, 60));
        }

        assertThat(steady.growth()).isEqualTo(new Sample(0, 0, 0, 0, 0));
    }

    private static Map<String, Long> run(ServerProcess server, Clients clients, Samples samples) {
        try (var load = new SteadyLoad()) {
            begin(load, clients);
            pause(WARM_UP);
            long end = System.nanoTime() + MEASURED.toNanos();
            while (System.nanoTime() < end && load.failures().isEmpty() && server.isAlive()) {
                samples.add(server.sample());
                pause(PAUSE);
            }
            assertThat(load.failures()).isEmpty();
            assertThat(load.done().values()).as("%s", load.done()).doesNotContain(0L);
            return load.done();
        }
    }

    private static void begin(SteadyLoad load, Clients clients) {
        load.every(Duration.ofMillis(10), "call", clients::call);
        load.every(Duration.ofMillis(15), "publish", clients::publish);
        load.every(Duration.ofMillis(250), "publish a batch", clients::publishBatch);
        load.every(Duration.ofMillis(100), "read", clients::read);
        load.every(Duration.ofMillis(500), "call what fails", clients::callThatFails);
        load.every(Duration.ofMillis(500), "make a mistake", clients::mistake);
        load.every(Duration.ofMillis(500), "listen", clients::listen);
        load.every(Duration.ofSeconds(SOAK ? 10 : 2), "do not read", clients::listenWithoutReading);
        load.every(Duration.ofMillis(200), "register", clients::register);
        load.every(Duration.ofSeconds(SOAK ? 7 : 2), "leave", clients::leave);
        load.every(Duration.ofSeconds(1), "use a key", clients::useKey);
        load.every(Duration.ofSeconds(1), "activate", clients::activate);
        load.every(Duration.ofSeconds(SOAK ? 10 : 4), "build", number -> clients.build(number + 1));
    }

    private static List<EventListener> listeners(int port) throws IOException {
        var listeners = new ArrayList<EventListener>();
        for (int i = 0; i < LISTENERS; i++) {
            listeners.add(EventListener.reading(port));
        }
        return listeners;
    }

    /** The measurement sees connections, which it is for. */
    private static void countsFiles(ServerProcess server) throws IOException {
        long before = server.sample().files();
        var open = new ArrayList<Socket>();
        for (int i = 0; i < 20; i++) {
            open.add(new Socket("127.0.0.1", server.port()));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> server.sample().files() >= before + 20);
        for (Socket socket : open) {
            socket.close();
        }
    }

    private static void isPlausible(Sample sample) {
        assertThat(sample.heap()).isBetween(10.0, 200.0);
        assertThat(sample.classes()).isBetween(5_000, 50_000);
        assertThat(sample.threads()).isBetween(10, 150);
        assertThat(sample.files()).isBetween(10L, 1_000L);
    }

    private static void isFlat(Samples samples) {
        Sample growth = samples.growth();
        assertThat(growth.heap()).as("heap, %s", growth).isLessThan(MARGIN.heap());
        assertThat(growth.beside()).as("beside the heap, %s", growth).isLessThan(MARGIN.beside());
        assertThat(growth.classes()).as("classes, %s", growth).isLessThan(MARGIN.classes());
        assertThat(growth.threads()).as("threads, %s", growth).isLessThan(MARGIN.threads());
        assertThat(growth.files()).as("files, %s", growth).isLessThan(MARGIN.files());
    }

    private static void report(Map<String, Long> done, Samples samples) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(samples.count() + " looks, done: " + done);
        for (int third = 0; third < 3; third++) {
            lines.add("third " + (third + 1) + ": " + samples.third(third));
        }
        lines.add("growth: " + samples.growth());
        lines.forEach(line -> log.info("{}", line));
        if (SOAK) {
            samples.all().forEach(sample -> lines.add(sample.toString()));
        }
        Files.write(Path.of("target", SOAK ? "server-soak.txt" : "server-load.txt"), lines);
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }
}
