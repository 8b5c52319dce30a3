package com.example.greeter;

import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.spring.AgentComponent;
import java.util.List;
import org.springframework.transaction.annotation.Transactional;

/** Keeps in the database who was greeted. Each event is handled in a transaction of its own. */
@AgentComponent
@Publishes("/Guest/Entered")
public class Guestbook {

    private final Guests guests;
    private final AgentContext context;

    Guestbook(Guests guests, AgentContext context) {
        this.guests = guests;
        this.context = context;
    }

    @Subscribes("/Greeting/Made")
    @Transactional
    public void onGreeting(Greeting greeting) {
        Guest guest =
                guests.findByName(greeting.name()).orElseGet(() -> new Guest(greeting.name()));
        guest.greeted();
        guests.save(guest);
        if (guest.greetings() == 1) {
            context.publish("/Guest/Entered", new Entry(guest.name())); // leaves after the commit
        }
    }

    @SchemaMethod
    @Transactional(readOnly = true)
    public List<String> names() {
        return guests.findAllByOrderByName().stream().map(Guest::name).toList();
    }

    /** Says that a guest stands in the book. */
    public record Entry(String name) {}
}
