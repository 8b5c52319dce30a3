package io.graphbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.artifact.ArtifactDirectory;
import io.graphbus.build.BuildOrchestrator;
import io.graphbus.build.BuildRequest;
import io.graphbus.bus.HistoryQuery;
import io.graphbus.runtime.RuntimeOptions;
import io.graphbus.signal.EngineSignal.EventPublished;
import io.graphbus.signal.SignalListener;
import io.graphbus.signal.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenedGraphTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String COUNTER =
            """
            package shop;

            import io.graphbus.agent.*;

            @Agent
            public class Counter implements Stateful<Counter.Count> {
                public record Count(int value) {}
                private int value;

                @SchemaMethod
                @Publishes("/Counter/Counted")
                public Count count(@Default("1") int step) {
                    value += step;
                    return new Count(value);
                }

                @Override
                public Count captureState() {
                    return new Count(value);
                }

                @Override
                public void restoreState(Count state) {
                    value = state.value();
                }
            }
            """;

    private static final String LISTENER =
            """
            package shop;

            import io.graphbus.agent.*;

            @Agent
            public class Listener {
                private final AgentContext context;
                private int last;

                public Listener(AgentContext context) {
                    this.context = context;
                }

                @Subscribes("/Counter/Counted")
                public void onCount(Counter.Count count) {
                    last = count.value();
                }

                @SchemaMethod
                public int last() {
                    return last;
                }
            }
            """;

    @TempDir Path project;
    private Path artifacts;

    @BeforeEach
    void build() throws IOException {
        Path agents = Files.createDirectories(project.resolve("agents/shop"));
        Files.writeString(agents.resolve("Counter.java"), COUNTER);
        Files.writeString(agents.resolve("Listener.java"), LISTENER);
        artifacts = project.resolve(".graphbus");
        BuildRequest request = BuildRequest.of(project.resolve("agents")).output(artifacts);
        assertThat(BuildOrchestrator.build(request).problems()).isEmpty();
    }

    @Test
    void aBuiltGraphRunsItsAgentsThroughTheirGeneratedDispatchers() {
        try (GraphBus bus = GraphBus.open(artifacts).start()) {
            assertThat(bus.graph().agentNames()).containsExactly("Counter", "Listener");
            assertThat(bus.callJson("Counter", "count", "{\"step\":2}")).isEqualTo("{\"value\":2}");
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.call("Listener", "last")).isEqualTo(2);
            Object foreign = Map.of("value", 9);
            bus.publish("/Counter/Counted", foreign);
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(bus.call("Listener", "last", Map.of(), Integer.class)).isEqualTo(9);
            assertThat(bus.history(HistoryQuery.newest(1)).get(0).deliveries()).hasSize(1);
            bus.stop();
            bus.start();
            assertThat(bus.call("Listener", "last")).isEqualTo(0);
        }
    }

    @Test
    void agentsOfABuildAndObjectsMayLiveInOneGraph() {
        try (GraphBus bus =
                GraphBus.builder()
                        .artifacts(ArtifactDirectory.read(artifacts))
                        .agent(GraphBusTest.Hello.class, GraphBusTest.Hello::new)
                        .options(RuntimeOptions.builder().historySize(0).build())
                        .build()
                        .start()) {
            assertThat(bus.call("Hello", "add", 1, 2L)).isEqualTo(3);
            assertThat(bus.callAsync("Counter", "count", 1).join()).hasToString("Count[value=1]");
            assertThat(bus.history(HistoryQuery.newest(9))).isEmpty();
        }
    }

    @Test
    void whoWatchesHearsUntilTheHandleIsClosed() {
        List<EventPublished> seen = Collections.synchronizedList(new ArrayList<>());
        try (GraphBus bus = GraphBus.open(artifacts).interceptor((i, n) -> n.proceed(i)).start()) {
            Signals.Watch watch = bus.watch(SignalListener.of(EventPublished.class, seen::add));
            bus.publish("/Counter/Counted", Map.of("value", 1));
            watch.close();
            bus.publish("/Counter/Counted", Map.of("value", 2));
            assertThat(bus.awaitIdle(SOON)).isTrue();
            assertThat(seen).hasSize(1);
            bus.saveState();
        }
    }

    @Test
    void agentsThatAreWrongOrDoNotFitAreRefusedTogether() {
        assertThatThrownBy(() -> GraphBus.of("a text", new GraphBusTest.Hello()))
                .hasMessageContaining("String is not an agent");
        assertThatThrownBy(() -> GraphBus.of(new GraphBusTest.Hello(), new GraphBusTest.Hello()))
                .hasMessageContaining("DUPLICATE_AGENT");
        assertThatThrownBy(() -> GraphBus.open(project.resolve("nowhere")))
                .hasMessageContaining("ARTIFACTS_MISSING");
    }
}
