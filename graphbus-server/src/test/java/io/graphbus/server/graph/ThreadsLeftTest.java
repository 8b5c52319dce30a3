package io.graphbus.server.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.graphbus.problem.GraphBusException;
import io.graphbus.server.http.TestArtifacts;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadsLeftTest {

    private final LiveGraph live = LiveGraphs.started();

    @AfterEach
    void stop() {
        System.setProperty("graphbus.test.enough", "true");
        await().until(() -> live.threadsLeft().count() == 0);
        System.clearProperty("graphbus.test.enough");
        live.stop();
        live.destroy();
    }

    @Test
    void aGraphThatEndsWholeLeavesNothing() {
        live.activate(TestArtifacts.of("counter"));
        live.activate(TestArtifacts.of("curious"));

        await().until(() -> live.threadsLeft().count() == 0);
    }

    @Test
    void aReplacedGraphKeepsNoMemory() {
        live.activate(TestArtifacts.of("counter"));
        live.bus().callJson("Counter", "increment", "");
        var before = new WeakReference<>(live.bus());

        live.activate(TestArtifacts.of("curious"));

        await().until(
                        () -> {
                            System.gc();
                            return before.get() == null;
                        });
    }

    @Test
    void aReplacedGraphKeepsNoClasses() throws InterruptedException {
        live.activate(TestArtifacts.of("shop"));
        var classes = new AtomicReference<WeakReference<ClassLoader>>();
        Thread.startVirtualThread(() -> classes.set(loaderOfAResult())).join();

        live.activate(TestArtifacts.of("curious"));

        await().until(
                        () -> {
                            System.gc();
                            return classes.get().refersTo(null);
                        });
    }

    private WeakReference<ClassLoader> loaderOfAResult() {
        live.bus().callJson("Greeter", "greet", "{}");
        ClassLoader loader = live.bus().call("Greeter", "greet", "Ada").getClass().getClassLoader();
        assertThat(loader).isNotNull().isNotEqualTo(getClass().getClassLoader());
        return new WeakReference<>(loader);
    }

    @Test
    void aThreadThatDoesNotSayWhoseItIsStopsNoActivation() throws InterruptedException {
        var end = new CountDownLatch(1);
        var unruly =
                new Thread(() -> awaitQuietly(end)) {
                    @Override
                    public ClassLoader getContextClassLoader() {
                        throw new IllegalStateException("mine");
                    }
                };
        unruly.start();
        try {
            live.activate(TestArtifacts.of("counter"));
            live.activate(TestArtifacts.of("curious"));

            assertThat(live.threadsLeft().others()).doesNotContain(unruly.getName());
        } finally {
            end.countDown();
            unruly.join();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aStartThatGoesOnIsNamedWithItsPlaceUntilItEnds() {
        assertThat(
                        catchThrowable(
                                () ->
                                        live.activate(
                                                TestArtifacts.of("endless"),
                                                Duration.ofMillis(100))))
                .isInstanceOf(GraphBusException.class);

        await().untilAsserted(
                        () ->
                                assertThat(live.threadsLeft().starts())
                                        .singleElement()
                                        .asString()
                                        .startsWith("graphbus-given-up-")
                                        .contains("endless.Endless.<clinit>(Endless.java:"));
        assertThat(live.threadsLeft().others()).isEmpty();
    }

    @Test
    void threadsOfAgentsAreLeftOnceTheirGraphIsReplaced() {
        live.activate(TestArtifacts.of("spawning"));
        assertThat(live.threadsLeft().count()).as("its graph runs").isZero();

        live.activate(TestArtifacts.of("counter"));

        await().untilAsserted(
                        () -> assertThat(live.threadsLeft().others()).containsExactly("spawned"));
        assertThat(live.threadsLeft().starts()).isEmpty();
    }
}
