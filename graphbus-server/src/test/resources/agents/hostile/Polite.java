package hostile;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;

@Agent
public class Polite {

    private int heard;

    @Subscribes("/Polite")
    public void onPolite(String text) {
        heard++;
    }

    @SchemaMethod
    public int heard() {
        return heard;
    }
}
