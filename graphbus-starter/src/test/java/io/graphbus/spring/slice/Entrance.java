package io.graphbus.spring.slice;

import io.graphbus.GraphBus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Lets visitors call the agent. */
@RestController
class Entrance {

    private final GraphBus bus;

    Entrance(GraphBus bus) {
        this.bus = bus;
    }

    @GetMapping("/visitors/{name}")
    String enter(@PathVariable String name) {
        return String.valueOf(bus.call("Doorman", "admit", name));
    }
}
