package com.example.greeter;

import io.graphbus.GraphBus;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The way from HTTP to the agents. */
@RestController
class GreetingController {

    private final GraphBus bus;
    private final Reception reception;

    GreetingController(GraphBus bus, Reception reception) {
        this.bus = bus;
        this.reception = reception;
    }

    @PostMapping("/greetings/{name}")
    Greeting greet(@PathVariable String name) {
        return bus.call("Greeter", "greet", Map.of("name", name), Greeting.class);
    }

    @PostMapping("/groups")
    List<Greeting> receive(@RequestBody List<String> names) {
        return reception.receive(names);
    }

    @GetMapping("/guests")
    List<?> guests() {
        return bus.call("Guestbook", "names", Map.of(), List.class);
    }

    @ExceptionHandler
    ProblemDetail known(DataIntegrityViolationException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.CONFLICT, "One of these guests stands in the book already.");
    }
}
