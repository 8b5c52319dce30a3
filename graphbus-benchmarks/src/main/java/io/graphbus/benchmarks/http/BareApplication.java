package io.graphbus.benchmarks.http;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * A Spring MVC controller and nothing else: no agents, security, metrics or history. Reads and
 * writes the same JSON as the server does. What other programs of this module need is left out.
 */
@SpringBootApplication(
        excludeName = {
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
            "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
            "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
            "org.springframework.modulith.events.config.EventPublicationAutoConfiguration",
            "org.springframework.modulith.events.config.EventExternalizationAutoConfiguration",
            "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration",
            "org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration"
        })
@RestController
public class BareApplication {

    private final AtomicLong sequence = new AtomicLong();

    public static void main(String[] arguments) {
        SpringApplication.run(BareApplication.class, arguments);
    }

    @PostMapping("/api/v1/agents/{agent}/methods/{method}")
    Greeting greet(@PathVariable String agent, @PathVariable String method, @RequestBody Name who) {
        return new Greeting(who.name(), "Hello, " + who.name() + "!");
    }

    @PostMapping("/api/v1/events")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted publish(@RequestBody Event event) {
        return new Accepted("bare-" + sequence.incrementAndGet(), event.payload().size());
    }

    record Name(String name) {}

    record Greeting(String name, String message) {}

    record Event(String topic, Map<String, Object> payload) {}

    record Accepted(String id, int subscribers) {}
}
