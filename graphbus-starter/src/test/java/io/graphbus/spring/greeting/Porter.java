package io.graphbus.spring.greeting;

import io.graphbus.agent.Subscribes;
import io.graphbus.spring.AgentComponent;

/** Hears of greetings and writes them into another bean. */
@AgentComponent
public class Porter {

    private final Guestbook guestbook;

    public Porter(Guestbook guestbook) {
        this.guestbook = guestbook;
    }

    @Subscribes(Greeter.GREETED)
    public void onGreeting(Greeting greeting) {
        guestbook.enter(greeting.text());
    }
}
