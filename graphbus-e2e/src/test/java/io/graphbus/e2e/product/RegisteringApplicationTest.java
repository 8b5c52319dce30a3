package io.graphbus.e2e.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.graphbus.GraphBus;
import io.graphbus.agent.Agent;
import io.graphbus.agent.Contract;
import io.graphbus.agent.SchemaMethod;
import io.graphbus.e2e.process.Program;
import io.graphbus.e2e.process.Project;
import io.graphbus.e2e.process.Served;
import io.graphbus.spring.GraphBusAutoConfiguration;
import io.graphbus.spring.agent.AgentsAutoConfiguration;
import io.graphbus.spring.application.GraphBusServerAutoConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** A Spring Boot application and a server that comes, is killed, and comes back empty. */
class RegisteringApplicationTest {

    private static final String TOKEN = "a-token-for-this-test";
    private static final String ROUTE = "/api/v1/applications/till";

    @TempDir Path temp;

    @Test
    void anApplicationFindsItsServerWheneverItIsThere() {
        Project hello = Project.example("hello-graphbus", temp);
        int port = Served.freePort();
        try (ConfigurableApplicationContext application = application(port)) {
            works(application);
            awaitHealth(application, Status.UNKNOWN);

            try (Served server = serve(hello, port, "first")) {
                JsonNode registered = awaitRegistered(server);
                assertThat(registered.get("agents").toString()).isEqualTo("[\"Till\"]");
                assertThat(registered.at("/instances/0/id").asString()).isEqualTo("till:7");
                assertThat(server.get("/api/v1/contracts/Till/2.1.0").status()).isEqualTo(200);
                awaitHealth(application, Status.UP);
                server.kill();
            }
            awaitHealth(application, Status.UNKNOWN);
            works(application);

            try (Served forgetful = serve(hello, port, "second")) {
                assertThat(awaitRegistered(forgetful).at("/contracts/0/version").asString())
                        .isEqualTo("2.1.0");
                awaitHealth(application, Status.UP);
            }
        }
    }

    private static ConfigurableApplicationContext application(int port) {
        return new SpringApplicationBuilder(TillApplication.class)
                .web(WebApplicationType.NONE)
                .run(
                        "--spring.application.name=till",
                        "--spring.config.name=none",
                        "--graphbus.server.url=http://localhost:" + port,
                        "--graphbus.server.token=" + TOKEN,
                        "--graphbus.server.instance-id=till:7",
                        "--graphbus.server.refresh=200ms",
                        "--graphbus.server.retry.delay=100ms",
                        "--graphbus.server.retry.max-delay=500ms");
    }

    private Served serve(Project project, int port, String data) {
        Program program = Program.graphbus(temp).with("GRAPHBUS_ADMIN_TOKEN", TOKEN);
        return Served.startOn(port, program, project.root().toString(), "--data", data);
    }

    private static JsonNode awaitRegistered(Served server) {
        await().atMost(Duration.ofSeconds(60)).until(() -> server.get(ROUTE).status() == 200);
        return server.get(ROUTE).json();
    }

    private static void awaitHealth(ConfigurableApplicationContext application, Status status) {
        HealthIndicator indicator =
                application.getBean("graphbusServerHealthIndicator", HealthIndicator.class);
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> {
                            Health health = indicator.health();
                            return health != null && health.getStatus().equals(status);
                        });
    }

    private static void works(ConfigurableApplicationContext application) {
        assertThat(application.getBean(GraphBus.class).call("Till", "add", 2, 3)).isEqualTo(5);
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({
        AgentsAutoConfiguration.class,
        GraphBusAutoConfiguration.class,
        GraphBusServerAutoConfiguration.class
    })
    @Import(Till.class)
    static class TillApplication {}

    @Agent
    @Contract(version = "2.1.0")
    public static class Till {
        @SchemaMethod
        public int add(int a, int b) {
            return a + b;
        }
    }
}
