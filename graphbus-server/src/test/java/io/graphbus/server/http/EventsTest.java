package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventsTest extends RunningServer {

    @Test
    void publishingAnswersWithIdAndSubscribers() {
        Answer answer = publish("/Hello/There", "{\"name\":\"Ada\",\"message\":\"Hi\"}");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.at("/id")).isNotEmpty();
        assertThat(answer.json().at("/subscribers").asInt()).isEqualTo(1);
    }

    @Test
    void aTopicNobodyKnowsIsAcceptedByNobody() {
        assertThat(publish("/Nobody/Knows", "1").json().at("/subscribers").asInt()).isZero();
    }

    @Test
    void anEventIsShownWithItsDeliveries() {
        String id = publish("/Hello/Shown", "{\"name\":\"Ada\",\"message\":\"Hi\"}").at("/id");
        awaitIdle();
        Answer event = http.get("/api/v1/events/" + id);

        assertThat(event.status()).isEqualTo(200);
        assertThat(event.at("/id")).isEqualTo(id);
        assertThat(event.at("/topic")).isEqualTo("/Hello/Shown");
        assertThat(event.at("/source")).isEqualTo("external");
        assertThat(event.at("/priority")).isEqualTo("NORMAL");
        assertThat(event.at("/time")).endsWith("Z");
        assertThat(event.at("/payload/name")).isEqualTo("Ada");
        assertThat(event.json().at("/deliveries").toString())
                .isEqualTo(
                        "[{\"agent\":\"Listener\",\"handler\":\"onHello\",\"status\":\"DELIVERED\",\"attempts\":1}]");
    }

    @Test
    void aFailedDeliverySaysWhy() {
        String id = publish("/Hello/Failing", "{\"name\":\"Boom\",\"message\":\"\"}").at("/id");
        awaitIdle();
        Answer event = http.get("/api/v1/events/" + id);

        assertThat(event.at("/deliveries/0/status")).isEqualTo("RETRYING");
        assertThat(event.at("/deliveries/0/attempts")).isEqualTo("1");
        assertThat(event.at("/deliveries/0/error")).contains("cannot stand Boom");
        assertThat(event.at("/deliveries/0/nextAttempt")).endsWith("Z");
    }

    @Test
    void statsTellAttemptsThatFailedFromDeliveriesThatWereGivenUp() {
        publish("/Hello/Failing", "{\"name\":\"Boom\",\"message\":\"\"}");
        publish("/Hello/Failing", "[]");
        awaitIdle();
        JsonNode stats = http.get("/api/v1/stats").json();

        assertThat(stats.at("/failed").asLong()).isGreaterThanOrEqualTo(2);
        assertThat(stats.at("/dead").asLong()).isPositive();
        assertThat(stats.at("/retrying").asLong()).isPositive();
        assertThat(stats.at("/inFlight").asLong()).isEqualTo(stats.at("/retrying").asLong());
        assertThat(stats.at("/unaccounted").asLong()).isZero();
        assertThat(stats.at("/agents/1/subscriptions/0/dead").asLong()).isPositive();
        assertThat(stats.at("/agents/1/subscriptions/0/retrying").asLong()).isPositive();
    }

    @Test
    void aSubscriptionShowsItsRetries() {
        JsonNode listener = http.get("/api/v1/subscriptions").json().at("/items/0");

        assertThat(listener.at("/retry").toString())
                .isEqualTo("{\"retries\":1,\"delay\":\"600s\"}");
    }

    @Test
    void everyFieldOfAPublishReachesTheEvent() {
        String id =
                http.post(
                                "/api/v1/events",
                                """
                                {"topic":"/All/Fields","payload":[1,2],"key":"k","priority":"LOW",
                                 "schemaVersion":"2.0.0","headers":{"a":"b"}}""")
                        .at("/id");
        Answer event = http.get("/api/v1/events/" + id);

        assertThat(event.at("/key")).isEqualTo("k");
        assertThat(event.at("/priority")).isEqualTo("LOW");
        assertThat(event.at("/schemaVersion")).isEqualTo("2.0.0");
        assertThat(event.json().at("/payload").toString()).isEqualTo("[1,2]");
    }

    @Test
    void halfACharacterInAPayloadDoesNotHideTheHistory() {
        String id =
                publish("/Half/Character", "{\"name\":\"\\ud83d!\",\"all\":\"\\ud83d\\ude00\"}")
                        .at("/id");
        Answer page = http.get("/api/v1/events?topic=/Half/Character");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.at("/items/0/id")).isEqualTo(id);
        assertThat(page.body()).contains("\"\\ud83d!\"", "😀");
    }

    @Test
    void theNewestComeFirstAndPagesFollowEachOther() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(publish("/Paged/Topic", String.valueOf(i)).at("/id"));
        }
        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = http.get("/api/v1/events?topic=/Paged/Topic&limit=2" + cursor);
            page.json().at("/items").forEach(item -> read.add(item.at("/id").asString()));
            cursor = page.json().has("nextCursor") ? "&cursor=" + page.at("/nextCursor") : "";
        } while (!cursor.isEmpty());

        assertThat(read).isEqualTo(ids);
    }

    @Test
    void eventsAreFilteredByTopicPatternAgentAndTime() {
        String first = publish("/Filtered/One", "1").at("/id");
        publish("/Filtered/Two", "2");
        publish("/Filtered/Two/Deep", "3");

        assertThat(size("/api/v1/events?topic=/Filtered/One")).isEqualTo(1);
        assertThat(size("/api/v1/events?topic=/Filtered/*")).isEqualTo(2);
        assertThat(size("/api/v1/events?topic=/Filtered/**")).isEqualTo(3);
        assertThat(size("/api/v1/events?topic=/Filtered/**&since=" + first)).isEqualTo(2);
        assertThat(size("/api/v1/events?topic=/Filtered/**&agent=Listener")).isZero();
        assertThat(size("/api/v1/events?topic=/Filtered/**&agent=external")).isEqualTo(3);
    }

    @Test
    void mistakesInAPublishAreNamed() {
        Answer unknown =
                http.post(
                        "/api/v1/events",
                        "{\"topic\":\"/A\",\"payload\":1,\"idempotencykey\":\"x\"}");

        assertProblem(unknown, 400, "INVALID_REQUEST");
        assertThat(unknown.at("/violations/0/path")).isEqualTo("idempotencykey");
        assertProblem(http.post("/api/v1/events", "{\"topic\":\"/A\""), 400, "INVALID_JSON");
        assertProblem(publish("/A/*", "1"), 400, "INVALID_TOPIC");
        assertProblem(http.get("/api/v1/events?topic=nonsense"), 400, "INVALID_TOPIC");
        assertProblem(http.get("/api/v1/events/none-7"), 404, "UNKNOWN_EVENT");
    }

    private Answer publish(String topic, String payload) {
        return http.post(
                "/api/v1/events", "{\"topic\":\"" + topic + "\",\"payload\":" + payload + "}");
    }

    private int size(String path) {
        return http.get(path).json().at("/items").size();
    }
}
