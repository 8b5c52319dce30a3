package hostile;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import java.util.concurrent.atomic.AtomicInteger;

@Agent(concurrency = 9)
public class Spinner {

    private final AtomicInteger spinning = new AtomicInteger();
    private volatile boolean go = true;

    @Subscribes("/Spin")
    public void onSpin() {
        spinning.incrementAndGet();
        while (go) {
            Thread.onSpinWait();
        }
    }

    @SchemaMethod
    public void spin() {
        onSpin();
    }

    @SchemaMethod
    public int spinning() {
        return spinning.get();
    }

    @SchemaMethod
    public boolean release() {
        go = false;
        return true;
    }
}
