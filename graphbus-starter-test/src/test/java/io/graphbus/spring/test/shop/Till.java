package io.graphbus.spring.test.shop;

import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import io.graphbus.agent.Subscribes;
import io.graphbus.spring.AgentComponent;

/** Holds the money. */
@AgentComponent
public class Till implements Stateful<Till.Content> {

    private int sum = 10;

    /** What is in it. */
    public record Content(int sum) {}

    @Subscribes("/Order/Paid")
    public void onPaid(Paid paid) {
        sum += paid.amount();
    }

    @SchemaMethod
    public int sum() {
        return sum;
    }

    @Override
    public Content captureState() {
        return new Content(sum);
    }

    @Override
    public void restoreState(Content content) {
        sum = content.sum();
    }
}
