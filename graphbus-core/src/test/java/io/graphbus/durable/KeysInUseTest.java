package io.graphbus.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Subscribes;
import io.graphbus.bus.Publish;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.EventLog;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Watched;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Publishers of a key that a transaction under way has used. */
class KeysInUseTest {

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final CountDownLatch over = new CountDownLatch(1);

    @Agent(name = "Listener")
    static final class Listener {
        final List<Integer> heard = new CopyOnWriteArrayList<>();

        @Subscribes(value = "/Number", id = "numbers")
        void on(int number) {
            heard.add(number);
        }
    }

    /** A log of which one key is in use until its transaction is over. */
    private EventLog inUse(String key) {
        return Watched.around(
                EventLog.class,
                log,
                (method, arguments, call) -> {
                    if (method.equals("tryAppend")) {
                        return tryAppend(key, arguments[0]);
                    }
                    if (method.equals("append")) {
                        over.await();
                    }
                    return call.proceed();
                });
    }

    @SuppressWarnings("unchecked")
    private long[] tryAppend(String key, Object events) {
        List<EventData> all = (List<EventData>) events;
        return all.stream()
                .mapToLong(one -> key.equals(one.key()) ? 0 : log.append(List.of(one))[0])
                .toArray();
    }

    @Test
    void waitWithoutHoldingUpOthers() throws Exception {
        Listener listener = new Listener();
        try (GraphBus bus =
                GraphBus.builder()
                        .eventLog(inUse("taken"), Durability.ALL)
                        .agent(listener)
                        .build()
                        .start()) {
            CompletableFuture<Void> waiting =
                    CompletableFuture.runAsync(
                            () -> bus.publish(Publish.to("/Number", 1).key("taken")));
            for (int i = 2; i < 50; i++) {
                bus.publish(Publish.to("/Number", i).key("free" + i % 3));
            }
            assertThat(bus.awaitIdle(Duration.ofSeconds(10))).isTrue();
            assertThat(listener.heard).hasSize(48).doesNotContain(1);
            assertThat(waiting).isNotDone();
            over.countDown();
            waiting.get(10, TimeUnit.SECONDS);
            assertThat(bus.awaitIdle(Duration.ofSeconds(10))).isTrue();
            assertThat(listener.heard).contains(1);
        }
    }
}
