package io.graphbus.spring.test.shop;

import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Subscribes;
import io.graphbus.spring.AgentComponent;
import java.time.Duration;

/** Asks for an opinion a week later. */
@AgentComponent
public class Reminder {

    private final AgentContext context;

    Reminder(AgentContext context) {
        this.context = context;
    }

    @Subscribes("/Order/Paid")
    public void onPaid(Paid paid) {
        context.publishAfter(Duration.ofDays(7), "/Order/OpinionWanted", paid.id());
    }
}
