package io.graphbus.server.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.graphbus.problem.GraphBusException;
import io.graphbus.problem.ProblemCode;
import io.graphbus.server.http.TestArtifacts;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What agents see of the server they run in, and what they can do to it. */
class IsolationTest {

    private final LiveGraph live = LiveGraphs.started();

    @AfterEach
    void stop() {
        System.setProperty("graphbus.test.enough", "true");
        live.stop();
        live.destroy();
        System.clearProperty("graphbus.test.enough");
    }

    @Test
    void agentsSeeTheirApiTheJdkAndNothingOfTheServer() {
        live.activate(TestArtifacts.of("curious"));

        for (String seen :
                new String[] {
                    "io.graphbus.agent.Agent",
                    "io.graphbus.GraphBus",
                    "java.sql.Connection",
                    "javax.tools.JavaCompiler",
                    "com.sun.source.tree.Tree",
                    "org.slf4j.Logger",
                    "tools.jackson.databind.JsonNode"
                }) {
            assertThat(curious("sees", seen)).as(seen).isEqualTo("true");
            assertThat(curious("seesByContext", seen)).as(seen).isEqualTo("true");
        }
        for (String hidden :
                new String[] {
                    "io.graphbus.server.GraphBusServer",
                    "io.graphbus.spring.GraphBusProperties",
                    "org.springframework.context.ApplicationContext",
                    "org.hibernate.Session",
                    "org.h2.Driver"
                }) {
            assertThat(curious("sees", hidden)).as(hidden).isEqualTo("false");
            assertThat(curious("seesByContext", hidden)).as(hidden).isEqualTo("false");
        }
        assertThat(curious("finds", "application.yaml")).isEqualTo("false");
        assertThat(curious("finds", "META-INF/spring.factories")).isEqualTo("false");
    }

    @Test
    void handlersHaveTheirAgentsContextAndLeaveTheCallersAlone() {
        live.activate(TestArtifacts.of("curious"));
        ClassLoader before = Thread.currentThread().getContextClassLoader();

        live.bus().publish("/Curious/Look", Map.of());
        live.bus().awaitIdle(Duration.ofSeconds(10));

        assertThat(live.bus().callJson("Curious", "contextOfHandler", "")).isEqualTo("\"own\"");
        assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit", "runtime", "halt", "lambda"})
    void anAgentThatWouldEndTheProcessFails(String how) {
        live.activate(TestArtifacts.of("leaving"));

        assertThatThrownBy(
                        () -> live.bus().callJson("Leaving", "leave", "{\"how\":\"" + how + "\"}"))
                .rootCause()
                .isInstanceOf(SecurityException.class)
                .hasMessageContaining("must not end the server");
        assertThat(live.bus().callJson("Leaving", "leave", "{\"how\":\"\"}"))
                .isEqualTo("\"still here\"");
    }

    @Test
    void aStaticInitialiserThatWouldEndTheProcessLeavesTheOldGraphServing() {
        live.activate(TestArtifacts.of("counter"));

        GraphBusException failure =
                catchThrowableOfType(
                        GraphBusException.class, () -> live.activate(TestArtifacts.of("exiting")));

        assertThat(failure.problem().code()).isEqualTo(ProblemCode.START_FAILED);
        assertThat(failure.problem().where()).isEqualTo("Exiting");
        assertThat(failure.problem().message()).contains("must not end the server");
        assertThat(live.bus().callJson("Counter", "increment", "")).isEqualTo("1");
    }

    @Test
    void aStaticInitialiserThatNeverEndsLeavesTheOldGraphServing() {
        live.activate(TestArtifacts.of("counter"));

        GraphBusException failure =
                catchThrowableOfType(
                        GraphBusException.class,
                        () -> live.activate(TestArtifacts.of("endless"), Duration.ofMillis(300)));

        assertThat(failure.problem().code()).isEqualTo(ProblemCode.START_FAILED);
        assertThat(failure.problem().message()).contains("300 ms");
        assertThat(failure.problem().hint()).contains("graphbus.builds.activation-timeout");
        assertThat(live.bus().callJson("Counter", "increment", "")).isEqualTo("1");
    }

    private String curious(String method, String name) {
        String argument = method.equals("finds") ? "resource" : "className";
        return live.bus().callJson("Curious", method, "{\"" + argument + "\":\"" + name + "\"}");
    }
}
