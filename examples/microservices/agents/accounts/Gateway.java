package accounts;

import io.graphbus.agent.Agent;
import io.graphbus.agent.AgentContext;
import io.graphbus.agent.DependsOn;
import io.graphbus.agent.SchemaMethod;
import java.util.Locale;
import java.util.regex.Pattern;

/** The one door: looks at what comes in and passes it on to the service behind. */
@Agent(description = "Checks requests and passes them on", concurrency = 8)
@DependsOn("UserService")
public class Gateway {

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    private final AgentContext context;

    public Gateway(AgentContext context) {
        this.context = context;
    }

    @SchemaMethod
    public User signUp(String name, String email) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a name is missing");
        }
        if (!EMAIL.matcher(email).matches()) {
            throw new IllegalArgumentException(email + " is no e-mail address");
        }
        String address = email.toLowerCase(Locale.ROOT);
        return context.call(User.class, "UserService", "register", name.strip(), address);
    }

    @SchemaMethod
    public User profile(String id) {
        return context.call(User.class, "UserService", "find", id);
    }
}
