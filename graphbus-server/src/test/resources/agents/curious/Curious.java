package curious;

import io.graphbus.agent.Agent;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Subscribes;
import java.net.URL;

/** Looks for what is none of its business. */
@Agent
public class Curious {

    private volatile String context = "";

    @SchemaMethod
    public boolean sees(String className) {
        return isThere(className, Curious.class.getClassLoader());
    }

    @SchemaMethod
    public boolean seesByContext(String className) {
        return isThere(className, Thread.currentThread().getContextClassLoader());
    }

    @SchemaMethod
    public boolean finds(String resource) {
        URL found = Thread.currentThread().getContextClassLoader().getResource(resource);
        return found != null || Curious.class.getClassLoader().getResource(resource) != null;
    }

    @Subscribes("/Curious/Look")
    public void look() {
        boolean own = Thread.currentThread().getContextClassLoader() == getClass().getClassLoader();
        context = own ? "own" : "other";
    }

    @SchemaMethod
    public String contextOfHandler() {
        return context;
    }

    private static boolean isThere(String className, ClassLoader loader) {
        try {
            Class.forName(className, false, loader);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
