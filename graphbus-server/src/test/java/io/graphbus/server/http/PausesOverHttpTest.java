package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Import;

/** Subscriptions that are held for a while, over HTTP. */
@Import(DeadLettersOverHttpTest.Memory.class)
class PausesOverHttpTest extends RunningServer {

    private static final String SUBSCRIPTIONS = "/api/v1/subscriptions";
    private static final String LISTENER = SUBSCRIPTIONS + "/Listener/onHello";

    private Answer post(String path) {
        return http.send("POST", path, "", "Authorization", "Bearer s3cret");
    }

    @Test
    void aSubscriptionIsPausedAndShownAndResumed() {
        String before = http.get(SUBSCRIPTIONS).header("ETag");
        Answer paused = post(LISTENER + "/pause");
        assertThat(paused.status()).as(paused.body()).isEqualTo(200);
        assertThat(paused.at("/paused")).isEqualTo("true");
        assertThat(post(LISTENER + "/pause").status()).isEqualTo(200);

        Answer shown = http.get(SUBSCRIPTIONS);
        assertThat(shown.json().at("/items").findValuesAsString("paused")).containsExactly("true");
        assertThat(shown.header("ETag")).isNotEqualTo(before);

        assertThat(http.get("/actuator/health/graphbusDurability").at("/details/paused"))
                .isEqualTo("1");

        assertThat(post(LISTENER + "/resume").at("/paused")).isEqualTo("false");
        assertThat(post(LISTENER + "/resume").status()).isEqualTo(200);
        assertThat(http.get(SUBSCRIPTIONS).header("ETag")).isEqualTo(before);
    }

    @Test
    void unknownSubscriptionsAndStrangersAreRefused() {
        Answer unknown = post(SUBSCRIPTIONS + "/Listener/onHelo/pause");
        assertProblem(unknown, 404, "UNKNOWN_SUBSCRIPTION");
        assertThat(unknown.at("/hint")).contains("Listener.onHello");
        assertProblem(http.send("POST", LISTENER + "/pause", ""), 401, "UNAUTHORIZED");
    }
}
