package com.example.greeter;

import io.graphbus.GraphBus;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The way from HTTP to the agents. */
@RestController
class GreetingController {

    private final GraphBus bus;

    GreetingController(GraphBus bus) {
        this.bus = bus;
    }

    @PostMapping("/greetings/{name}")
    Greeting greet(@PathVariable String name) {
        return bus.call("Greeter", "greet", Map.of("name", name), Greeting.class);
    }

    @GetMapping("/guests")
    List<?> guests() {
        return bus.call("Guestbook", "names", Map.of(), List.class);
    }
}
