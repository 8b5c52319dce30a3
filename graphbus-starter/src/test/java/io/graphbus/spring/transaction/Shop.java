package io.graphbus.spring.transaction;

import io.graphbus.agent.AgentContext;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import io.graphbus.spring.AgentComponent;
import java.time.Duration;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what it sells, and says so; each execution is a transaction. */
@AgentComponent
@Publishes("/Shop/Sold")
@Publishes("/Shop/Reminded")
@Transactional
public class Shop {

    private final Purchases purchases;
    private final AgentContext context;

    Shop(Purchases purchases, AgentContext context) {
        this.purchases = purchases;
        this.context = context;
    }

    /** Says it by its context. */
    @SchemaMethod
    public String sell(String item) {
        purchases.save(new Purchase(item));
        return context.publish("/Shop/Sold", item);
    }

    /** Says it by its result. */
    @SchemaMethod
    @Publishes("/Shop/Sold")
    public String give(String item) {
        purchases.save(new Purchase(item));
        return item;
    }

    @SchemaMethod
    public void remind(String item) {
        context.publishAfter(Duration.ofMillis(1), "/Shop/Reminded", item);
    }

    /** Fails the first time, after it has published. */
    @Subscribes("/Shop/Ordered")
    public void onOrder(String item) {
        boolean first = tries++ == 0;
        purchases.save(new Purchase(item));
        context.publish("/Shop/Sold", item);
        if (first) {
            throw new IllegalStateException("out of paper");
        }
    }

    private int tries;
}
