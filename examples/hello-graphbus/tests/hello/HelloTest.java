package hello;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.graphbus.GraphBus;
import io.graphbus.bus.DeliveryRecord;
import io.graphbus.bus.HistoryEntry;
import io.graphbus.bus.HistoryQuery;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HelloTest {

    private final GraphBus bus =
            GraphBus.of(
                    HelloService.class,
                    LoggerService.class,
                    PrinterService.class,
                    ArbiterService.class);

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void aGreetingIsReturnedAndPublishedToItsSubscriber() {
        Greeting greeting =
                bus.call("HelloService", "generateMessage", Map.of("name", "Ada"), Greeting.class);
        assertEquals(new Greeting("Ada", "Hello, Ada!"), greeting);
        List<HistoryEntry> history = history();
        assertEquals(1, history.size());
        assertEquals("/Hello/MessageGenerated", history.get(0).event().topic());
        assertEquals("HelloService", history.get(0).event().source());
        assertEquals(greeting, history.get(0).event().payload());
        DeliveryRecord delivery = history.get(0).deliveries().get(0);
        assertEquals("LoggerService", delivery.agent());
        assertEquals(DeliveryRecord.Status.DELIVERED, delivery.status());
    }

    @Test
    void withoutANameTheWorldIsGreeted() {
        assertEquals(
                "{\"name\":\"World\",\"message\":\"Hello, World!\"}",
                bus.callJson("HelloService", "generateMessage", ""));
    }

    @Test
    void theArbiterHasAGreetingMadeAndPrinted() {
        Greeting greeting =
                bus.call("ArbiterService", "greet", Map.of("name", "Ada"), Greeting.class);
        assertEquals("Hello, Ada!", greeting.message());
        assertEquals(1, history().size());
        assertEquals(3, bus.stats().calls());
    }

    private List<HistoryEntry> history() {
        assertTrue(bus.awaitIdle(Duration.ofSeconds(5)));
        return bus.history(HistoryQuery.newest(10));
    }
}
