package com.example.greeter;

import io.graphbus.GraphBus;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Receives groups: everybody is entered and greeted, or nobody. */
@Service
class Reception {

    private final Guests guests;
    private final GraphBus bus;

    Reception(Guests guests, GraphBus bus) {
        this.guests = guests;
        this.bus = bus;
    }

    /** Calls join the transaction, and what they publish leaves when it has committed. */
    @Transactional
    public List<Greeting> receive(List<String> names) {
        List<Greeting> greetings = names.stream().map(this::receive).toList();
        bus.publish("/Group/Received", new Group(names));
        return greetings;
    }

    private Greeting receive(String name) {
        guests.save(new Guest(name));
        return bus.call("Greeter", "greet", Map.of("name", name), Greeting.class);
    }

    /** Who came together. */
    record Group(List<String> names) {}
}
