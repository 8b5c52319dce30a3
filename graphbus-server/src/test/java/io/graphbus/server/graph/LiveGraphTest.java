package io.graphbus.server.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.GraphBus;
import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.problem.GraphBusException;
import io.graphbus.server.http.TestArtifacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveGraphTest {

    private final LiveGraph live = LiveGraphs.started();

    @AfterEach
    void stop() {
        live.stop();
        live.destroy();
    }

    @Test
    void afterAPauseTheSameGraphGoesOn() {
        live.activate(TestArtifacts.of("counter"));
        increment();

        live.stop();
        live.start();

        assertThat(increment()).isEqualTo("2");
    }

    @Test
    void itStartsWithoutAgents() {
        assertThat(live.bus().isRunning()).isTrue();
        assertThat(live.bus().graph().agents()).isEmpty();
    }

    @Test
    void anActivatedGraphServesAndTheOldOneIsStopped() {
        live.activate(TestArtifacts.of("shop"));
        GraphBus shop = live.bus();
        live.activate(TestArtifacts.of("counter"));

        assertThat(shop.isRunning()).isFalse();
        assertThat(live.bus().graph().agentNames()).containsExactly("Counter");
        assertThat(increment()).isEqualTo("1");
    }

    @Test
    void watchersHearOfEveryChange() {
        List<List<String>> heard = new ArrayList<>();
        live.onChange(bus -> heard.add(bus.graph().agentNames()));

        live.activate(TestArtifacts.of("counter"));

        assertThat(heard).containsExactly(List.of("Counter"));
    }

    @Test
    void stateIsHandedFromTheOldGraphToTheNew() {
        ArtifactDirectory counter = TestArtifacts.of("counter");
        live.activate(counter);
        increment();
        increment();

        live.activate(counter);

        assertThat(increment()).isEqualTo("3");
    }

    @Test
    void noIncrementIsLostWhileGraphsChange() throws Exception {
        ArtifactDirectory counter = TestArtifacts.of("counter");
        live.activate(counter);
        try (var callers = Executors.newFixedThreadPool(4)) {
            var calls =
                    IntStream.range(0, 400)
                            .mapToObj(i -> CompletableFuture.runAsync(this::increment, callers))
                            .toArray(CompletableFuture[]::new);
            live.activate(counter);
            live.activate(counter);
            CompletableFuture.allOf(calls).get(30, TimeUnit.SECONDS);
        }

        assertThat(increment()).isEqualTo("401");
    }

    @Test
    void workUnderWayKeepsItsGraph() throws Exception {
        live.activate(TestArtifacts.of("shop"));
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var work =
                CompletableFuture.supplyAsync(
                        () ->
                                live.use(
                                        bus -> {
                                            inside.countDown();
                                            await(goOn);
                                            return bus.callJson(
                                                    "Greeter", "add", "{\"a\":1,\"b\":2}");
                                        }));
        inside.await();
        var swap = CompletableFuture.runAsync(() -> live.activate(TestArtifacts.of("counter")));
        goOn.countDown();

        assertThat(work.get(10, TimeUnit.SECONDS)).isEqualTo("3");
        swap.get(10, TimeUnit.SECONDS);
        assertThat(live.bus().graph().agentNames()).containsExactly("Counter");
    }

    @Test
    void itIsChangingWhileTheStateOfTheOldGraphIsHandedOver() throws Exception {
        live.activate(TestArtifacts.of("counter"));
        ArtifactDirectory shop = TestArtifacts.of("shop");
        var inside = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var work = threads.submit(() -> live.use(bus -> stay(inside, goOn)));
            inside.await();
            assertThat(live.isChanging()).isFalse();

            var swap = threads.submit(() -> live.activate(shop));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(live::isChanging);
            goOn.countDown();

            assertThat(work.get(30, TimeUnit.SECONDS)).isTrue();
            swap.get(30, TimeUnit.SECONDS);
        }
        assertThat(live.isChanging()).isFalse();
    }

    @Test
    void aGraphThatCannotStartLeavesTheOldOneServing() {
        live.activate(TestArtifacts.of("counter"));
        increment();

        assertThatThrownBy(() -> live.activate(TestArtifacts.of("stillborn")))
                .isInstanceOf(GraphBusException.class);

        assertThat(increment()).isEqualTo("2");
    }

    private String increment() {
        return live.use(bus -> bus.callJson("Counter", "increment", "{}"));
    }

    private static boolean stay(CountDownLatch inside, CountDownLatch until) {
        try {
            inside.countDown();
            return until.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
