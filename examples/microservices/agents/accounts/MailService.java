package accounts;

import io.graphbus.agent.Agent;
import io.graphbus.agent.Publishes;
import io.graphbus.agent.Retry;
import io.graphbus.agent.Subscribes;
import java.util.HashSet;
import java.util.Set;

/**
 * Welcomes new users. Its mail server turns the first letter to an address away, as servers that
 * fight spam do; the event is delivered again after a pause.
 */
@Agent(description = "Sends welcome mails", blocking = true)
public class MailService {

    private final Set<String> turnedAway = new HashSet<>();

    @Subscribes(
            value = "/User/Registered",
            retry = @Retry(retries = 3, delay = "200ms", retryOn = MailServerBusy.class))
    @Publishes(value = "/Mail/Sent", key = "/userId")
    public Mail welcome(User user) {
        send(user.email());
        return new Mail(user.id(), user.email(), "Welcome, " + user.name() + "!");
    }

    private void send(String address) {
        if (turnedAway.add(address)) {
            System.out.println("mail   " + address + ": busy, will be tried again");
            throw new MailServerBusy();
        }
        System.out.println("mail   " + address + ": accepted");
    }
}
