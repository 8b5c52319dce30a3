package accounts;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Contract;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.agent.Stateful;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Owns the users. Others speak to it by its contract or listen to what it publishes. */
@Agent(description = "Registers and finds users")
@Contract(version = "1.0.0")
public class UserService implements Stateful<UserService.Users> {

    /** Everybody, in the order of registration. */
    public record Users(List<User> all) {}

    private final Map<String, User> users = new LinkedHashMap<>();

    @SchemaMethod
    @Publishes(value = "/User/Registered", key = "/id")
    public User register(String name, String email) {
        if (users.values().stream().anyMatch(user -> user.email().equals(email))) {
            throw new IllegalStateException(email + " is registered already");
        }
        User user = new User("u" + (users.size() + 1), name, email);
        users.put(user.id(), user);
        return user;
    }

    @SchemaMethod
    public User find(String id) {
        User user = users.get(id);
        if (user == null) {
            throw new IllegalArgumentException("there is no user " + id);
        }
        return user;
    }

    @Override
    public Users captureState() {
        return new Users(List.copyOf(users.values()));
    }

    @Override
    public void restoreState(Users state) {
        users.clear();
        state.all().forEach(user -> users.put(user.id(), user));
    }
}
