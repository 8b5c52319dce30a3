package shop;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import java.util.concurrent.CountDownLatch;

@Agent
public class Troubled {

    @SchemaMethod
    public String fail() {
        throw new IllegalStateException("out of paper");
    }

    @SchemaMethod
    public void nothing() {}

    @SchemaMethod
    public String none() {
        return null;
    }

    @SchemaMethod
    public String forever() throws InterruptedException {
        new CountDownLatch(1).await();
        return "never";
    }
}
