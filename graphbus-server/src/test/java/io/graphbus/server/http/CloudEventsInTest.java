package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CloudEventsInTest extends RunningServer {

    private static final String EVENTS = "/api/v1/events";
    private static final String EVENT =
            """
            {"specversion":"1.0","id":"A234","source":"/shop","type":"graphbus.Hello.Structured.v1",\
            "subject":"ada","data":{"name":"Ada","message":"Hi"}}""";

    @Test
    void aStructuredEventReachesItsHandler() {
        for (String type :
                List.of(
                        "application/cloudevents+json",
                        "application/cloudevents+json; charset=utf-8",
                        "Application/CloudEvents+JSON;charset=\"UTF-8\"")) {
            Answer answer = http.send("POST", EVENTS, EVENT, "Content-Type", type);

            assertThat(answer.status()).as(type).isEqualTo(202);
            assertThat(answer.at("/subscribers")).isEqualTo("1");
            awaitIdle();
            Answer event = http.get(EVENTS + "/" + answer.at("/id"));
            assertThat(event.at("/topic")).isEqualTo("/Hello/Structured");
            assertThat(event.at("/key")).isEqualTo("ada");
            assertThat(event.at("/deliveries/0/status")).isEqualTo("DELIVERED");
        }
    }

    @Test
    void aBatchIsAnsweredWithReceiptsInItsOrder() {
        Answer answer = batch("[" + EVENT + "," + EVENT.replace("Structured", "Second") + "]");

        assertThat(answer.status()).isEqualTo(202);
        List<String> topics = new ArrayList<>();
        answer.json()
                .at("/items")
                .forEach(
                        receipt ->
                                topics.add(
                                        http.get(EVENTS + "/" + receipt.at("/id").asString())
                                                .at("/topic")));
        assertThat(topics).containsExactly("/Hello/Structured", "/Hello/Second");
        assertThat(batch("[]").body()).isEqualTo("{\"items\":[]}");
    }

    @Test
    void ofABatchWithOneBadEventNothingIsPublished() {
        long before = published();
        Answer answer = batch("[" + EVENT + "," + EVENT.replace("1.0", "0.9") + "]");

        assertProblem(answer, 400, "INVALID_CLOUDEVENT");
        assertThat(answer.at("/violations/0/path")).isEqualTo("[1].specversion");
        assertProblem(batch(EVENT), 400, "INVALID_CLOUDEVENT");
        assertProblem(batch("[" + "{},".repeat(100_000) + "{}]"), 413, "PAYLOAD_TOO_LARGE");
        assertThat(published()).isEqualTo(before);
    }

    @Test
    void binaryModeTakesAttributesFromHeaders() {
        Answer answer =
                binary(
                        "{\"topic\":\"/Not/This\",\"payload\":1}",
                        "application/json",
                        "CE-Type",
                        "graphbus.Binary.Mode.v1",
                        "ce-subject",
                        "Euro%20%E2%82%AC");
        Answer event = http.get(EVENTS + "/" + answer.at("/id"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(event.at("/topic")).isEqualTo("/Binary/Mode");
        assertThat(event.at("/key")).isEqualTo("Euro €");
        assertThat(event.at("/payload/topic")).isEqualTo("/Not/This");
    }

    @Test
    void binaryModeTakesEveryContentType() {
        assertThat(payload(binary("<a/>", "application/xml", "ce-type", "x"))).isEqualTo("<a/>");
        assertThat(payload(binary("a=b", "application/x-www-form-urlencoded", "ce-type", "x")))
                .isEqualTo("a=b");
        assertThat(payload(binary("\u0001\u0002", "image/png", "ce-type", "x"))).isEqualTo("AQI=");
        assertThat(binary("{", "application/json", "ce-type", "x").status()).isEqualTo(400);
    }

    @Test
    void oneHeaderOfACloudEventAsksForAllOfThem() {
        Answer answer =
                http.send(
                        "POST",
                        EVENTS,
                        "{\"topic\":\"/A\",\"payload\":1}",
                        "Content-Type",
                        "application/json",
                        "ce-id",
                        "1");

        assertProblem(answer, 400, "INVALID_CLOUDEVENT");
        assertThat(answer.at("/where")).isEqualTo("specversion");
        assertThat(answer.json().at("/violations").size()).isEqualTo(3);
    }

    @Test
    void theBodyOfAStructuredEventWinsOverHeaders() {
        Answer answer =
                http.send(
                        "POST",
                        EVENTS,
                        EVENT,
                        "Content-Type",
                        "application/cloudevents+json",
                        "ce-type",
                        "other",
                        "ce-id",
                        "%zz");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(http.get(EVENTS + "/" + answer.at("/id")).at("/topic"))
                .isEqualTo("/Hello/Structured");
    }

    @Test
    void otherFormsAreNotTaken() {
        for (String type :
                List.of(
                        "application/cloudevents+avro",
                        "application/cloudevents",
                        "application/cloudevents-batch+xml",
                        "text/plain",
                        "application/x-www-form-urlencoded")) {
            Answer answer = http.send("POST", EVENTS, EVENT, "Content-Type", type);

            assertProblem(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
            assertThat(answer.at("/hint")).contains("application/cloudevents+json");
        }
        for (String type : List.of("nonsense", "application/cloudevents+json; charset=no-such")) {
            assertProblem(
                    http.send("POST", EVENTS, EVENT, "Content-Type", type),
                    415,
                    "UNSUPPORTED_MEDIA_TYPE");
        }
        assertProblem(http.send("POST", EVENTS, "{}"), 415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void nothingMalformedIsPublished() {
        long before = published();
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        for (String data :
                List.of("{\"a\":1,\"a\":2}", deep, "\"\\x\"", "1 2", "1".repeat(5_000))) {
            Answer answer =
                    structured(EVENT.replace("{\"name\":\"Ada\",\"message\":\"Hi\"}", data));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.at("/code")).startsWith("INVALID_");
        }
        assertThat(structured("{\"a\":1" + ",\"A\":1".repeat(50_000) + "}").status())
                .isEqualTo(400);
        assertThat(structured(EVENT.replace("A234", "A\\r\\nX-Evil: 1")).at("/where"))
                .isEqualTo("id");
        assertThat(structured(EVENT.replace("ada", "a\\u0000")).at("/where")).isEqualTo("subject");
        assertThat(binary("1", "application/json", "ce-type", "a%0D%0Ab").at("/where"))
                .isEqualTo("type");
        assertThat(published()).isEqualTo(before);
    }

    @Test
    void bytesThatAreNoUtf8ArePublishedNowhere() {
        byte[] body = EVENT.replace("Ada", "A\u0001a").getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < body.length; i++) {
            body[i] = body[i] == 1 ? (byte) 0xff : body[i];
        }
        for (String type : List.of("application/json", "application/cloudevents+json")) {
            assertProblem(http.send(EVENTS, body, "Content-Type", type), 400, "INVALID_JSON");
        }
    }

    @Test
    void headersBeyondAllMeasureAreRefused() {
        Answer answer = http.raw("POST " + EVENTS + " HTTP/1.1\r\nce-id: " + "a".repeat(100_000));

        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.at("/code")).isEqualTo("INVALID_REQUEST");
    }

    private Answer structured(String event) {
        return http.send("POST", EVENTS, event, "Content-Type", "application/cloudevents+json");
    }

    private Answer batch(String events) {
        return http.send(
                "POST", EVENTS, events, "Content-Type", "application/cloudevents-batch+json");
    }

    private Answer binary(String body, String type, String... others) {
        List<String> headers =
                new ArrayList<>(
                        List.of(
                                "Content-Type",
                                type,
                                "ce-specversion",
                                "1.0",
                                "ce-id",
                                "1",
                                "ce-source",
                                "/test"));
        headers.addAll(List.of(others));
        return http.send("POST", EVENTS, body, headers.toArray(String[]::new));
    }

    private String payload(Answer receipt) {
        assertThat(receipt.status()).as(receipt.body()).isEqualTo(202);
        return http.get(EVENTS + "/" + receipt.at("/id")).at("/payload");
    }

    private long published() {
        return live.bus().stats().published();
    }
}
