package accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.test.GraphBusTester;
import io.graphbus.test.Scenario;
import io.graphbus.test.junit.GraphBusExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccountsTest {

    @RegisterExtension
    static final GraphBusExtension ACCOUNTS =
            GraphBusExtension.of(
                    Gateway.class, UserService.class, MailService.class, AuditLog.class);

    @Test
    void whoSignsUpIsRegisteredAndCanBeFound(GraphBusTester graph) {
        User ada = signUp(graph, "Ada", "Ada@Example.org");
        assertThat(ada).isEqualTo(new User("u1", "Ada", "ada@example.org"));
        assertThat(graph.call("Gateway", "profile", "u1")).isEqualTo(ada);
    }

    @Test
    void theWelcomeMailGetsThroughAtTheSecondAttempt(GraphBusTester graph, Scenario scenario) {
        scenario.call("Gateway", "signUp", "Ada", "ada@example.org")
                .andNoEvent("/Mail/Sent")
                .andAfter(Duration.ofSeconds(1))
                .andWaitForEvent("/Mail/Sent", Mail.class)
                .from("MailService")
                .matching(mail -> mail.to().equals("ada@example.org"));
        assertThat(graph).hasFailed(1).hasGivenUp(0).hasLostNothing();
    }

    @Test
    void everythingIsWrittenDown(GraphBusTester graph) {
        signUp(graph, "Ada", "ada@example.org");
        assertThat(graph.state("AuditLog", AuditLog.Trail.class).entries())
                .extracting(AuditLog.Entry::topic)
                .containsExactly("/User/Registered", "/Mail/Sent");
    }

    @Test
    void theGatewayTurnsAwayWhatIsNoAddress(GraphBusTester graph) {
        assertThatThrownBy(() -> graph.call("Gateway", "signUp", "Ada", "ada"))
                .hasMessageContaining("ada is no e-mail address");
        assertThat(graph).hasCalled("UserService", "register", 0);
    }

    @Test
    void anAddressIsRegisteredOnce(GraphBusTester graph) {
        signUp(graph, "Ada", "ada@example.org");
        assertThatThrownBy(() -> signUp(graph, "Eve", "ADA@example.org"))
                .hasMessageContaining("registered already");
    }

    private static User signUp(GraphBusTester graph, String name, String email) {
        Map<String, String> arguments = Map.of("name", name, "email", email);
        User user = graph.call("Gateway", "signUp", arguments, User.class);
        graph.advance(Duration.ofSeconds(1)); // past the retry of the welcome mail
        return user;
    }
}
