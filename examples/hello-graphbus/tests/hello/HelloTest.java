package hello;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.test.GraphBusTester;
import io.graphbus.test.Scenario;
import io.graphbus.test.junit.GraphBusExtension;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HelloTest {

    @RegisterExtension
    static final GraphBusExtension GRAPH =
            GraphBusExtension.of(
                    HelloService.class,
                    LoggerService.class,
                    PrinterService.class,
                    ArbiterService.class);

    @Test
    void aGreetingIsReturnedPublishedAndLogged(GraphBusTester graph) {
        Greeting greeting =
                graph.call(
                        "HelloService", "generateMessage", Map.of("name", "Ada"), Greeting.class);
        assertThat(greeting).isEqualTo(new Greeting("Ada", "Hello, Ada!"));
        assertThat(graph.events())
                .areOn("/Hello/MessageGenerated")
                .areFrom("HelloService")
                .havePayloads(greeting)
                .wereHandled();
        assertThat(graph).hasDelivered(1).hasLostNothing();
    }

    @Test
    void withoutANameTheWorldIsGreeted(GraphBusTester graph) {
        assertThat(graph.bus().callJson("HelloService", "generateMessage", ""))
                .isEqualTo("{\"name\":\"World\",\"message\":\"Hello, World!\"}");
    }

    @Test
    void theArbiterHasAGreetingMadeAndPrinted(GraphBusTester graph, Scenario scenario) {
        scenario.call("ArbiterService", "greet", "Ada")
                .andResult(
                        Greeting.class,
                        greeting -> assertThat(greeting.message()).isEqualTo("Hello, Ada!"))
                .andWaitForEvent("/Hello/MessageGenerated", Greeting.class)
                .from("HelloService")
                .times(1);
        assertThat(graph).hasCalled("HelloService", "generateMessage", 1);
        assertThat(graph.stats().calls()).isEqualTo(3);
    }
}
