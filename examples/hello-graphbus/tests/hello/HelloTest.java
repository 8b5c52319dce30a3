package hello;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.test.GraphBusTester;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HelloTest {

    private final GraphBusTester graph =
            GraphBusTester.of(
                    HelloService.class,
                    LoggerService.class,
                    PrinterService.class,
                    ArbiterService.class);

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void aGreetingIsReturnedPublishedAndLogged() {
        Greeting greeting =
                graph.call(
                        "HelloService", "generateMessage", Map.of("name", "Ada"), Greeting.class);
        assertThat(greeting).isEqualTo(new Greeting("Ada", "Hello, Ada!"));
        assertThat(graph.events())
                .areOn("/Hello/MessageGenerated")
                .areFrom("HelloService")
                .havePayloads(greeting)
                .wereHandled();
        assertThat(graph.stats().delivered()).isEqualTo(1);
    }

    @Test
    void withoutANameTheWorldIsGreeted() {
        assertThat(graph.bus().callJson("HelloService", "generateMessage", ""))
                .isEqualTo("{\"name\":\"World\",\"message\":\"Hello, World!\"}");
    }

    @Test
    void theArbiterHasAGreetingMadeAndPrinted() {
        Object greeting = graph.call("ArbiterService", "greet", "Ada");
        assertThat(greeting).isEqualTo(new Greeting("Ada", "Hello, Ada!"));
        assertThat(graph.events()).hasSize(1).wereHandled();
        assertThat(graph.stats().calls()).isEqualTo(3);
    }
}
