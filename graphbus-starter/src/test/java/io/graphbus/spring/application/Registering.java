package io.graphbus.spring.application;

import static org.awaitility.Awaitility.await;

import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.spring.application.Situation.Standing;
import io.graphbus.spring.greeting.Greeter;
import java.time.Duration;
import java.util.function.Predicate;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** An application with one agent that registers, impatient enough for tests. */
final class Registering {

    static final String TOKEN = "gb_0123456789-secret";

    private Registering() {}

    static ApplicationContextRunner at(String url) {
        return withoutUrl().withPropertyValues("graphbus.server.url=" + url);
    }

    static ApplicationContextRunner withoutUrl() {
        return new ApplicationContextRunner()
                .withConfiguration(
                        AutoConfigurations.of(
                                AgentsAutoConfiguration.class,
                                GraphBusAutoConfiguration.class,
                                GraphBusServerAutoConfiguration.class))
                .withBean(Greeter.class)
                .withPropertyValues(
                        "spring.application.name=hall",
                        "graphbus.server.token=" + TOKEN,
                        "graphbus.server.instance-id=hall:1",
                        "graphbus.server.timeout=20s",
                        "graphbus.server.refresh=20ms",
                        "graphbus.server.retry.delay=10ms",
                        "graphbus.server.retry.max-delay=20ms");
    }

    static Situation awaitSituation(ApplicationContext context, Predicate<Situation> wanted) {
        RegistrationLog log = context.getBean(RegistrationLog.class);
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> wanted.test(log.situation()));
        return log.situation();
    }

    static Situation awaitStanding(ApplicationContext context, Standing standing) {
        return awaitSituation(context, situation -> situation.standing() == standing);
    }

    static void until(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(5)).until(condition);
    }
}
