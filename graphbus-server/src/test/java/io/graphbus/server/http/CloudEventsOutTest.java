package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.server.http.Http.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class CloudEventsOutTest extends RunningServer {

    private static final String EVENTS = "/api/v1/events";
    private static final String EVENT = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";

    @Test
    void oneEventIsWrittenAsItsReaderAccepts() {
        String id = publish("/Out/One");

        Answer event = get(EVENTS + "/" + id, EVENT);
        assertThat(event.status()).isEqualTo(200);
        assertThat(event.header("Content-Type")).isEqualTo(EVENT);
        assertThat(event.header("Vary")).contains("Accept");
        assertThat(event.at("/id")).isEqualTo(id);
        assertThat(event.at("/source")).isEqualTo("/graphbus/graphbus/external");
        assertThat(event.at("/data/größe")).isEqualTo("€");
        assertThat(event.json().has("deliveries")).isFalse();
    }

    @Test
    void ourJsonIsWrittenUnlessCloudEventsArePreferred() {
        String path = EVENTS + "/" + publish("/Out/Preferred");

        for (String ours :
                List.of(
                        "*/*",
                        "application/*",
                        "application/json",
                        "application/json, " + EVENT,
                        EVENT + ";q=0.5, */*",
                        EVENT + ";q=0, application/json;q=0.1")) {
            Answer answer = get(path, ours);
            assertThat(answer.header("Content-Type")).as(ours).isEqualTo("application/json");
            assertThat(answer.json().has("deliveries")).isTrue();
        }
        for (String theirs :
                List.of(
                        EVENT + ";charset=utf-8",
                        EVENT + ", application/json",
                        EVENT + ", */*;q=0.1",
                        "application/json;q=0.5, " + EVENT)) {
            assertThat(get(path, theirs).header("Content-Type")).as(theirs).isEqualTo(EVENT);
        }
        assertThat(http.get(path).header("Content-Type")).isEqualTo("application/json");
        assertProblem(get(path, "text/plain"), 406, "NOT_ACCEPTABLE");
        assertProblem(get(EVENTS + "/none-1", EVENT), 404, "UNKNOWN_EVENT");
    }

    @Test
    void aPageIsABatchWithALinkToTheNext() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(publish("/Out/Batch"));
        }
        List<String> read = new ArrayList<>();
        String next = EVENTS + "?topic=/Out/Batch&limit=2";
        while (!next.isEmpty()) {
            Answer page = get(next, BATCH);
            assertThat(page.header("Content-Type")).isEqualTo(BATCH);
            page.json().forEach(event -> read.add(event.at("/id").asString()));
            next = page.header("Link").replaceAll("^<http://[^/]*(.*)>; rel=\"next\"$", "$1");
        }

        assertThat(read).isEqualTo(ids);
        assertThat(get(EVENTS + "?topic=/Never/Heard", BATCH).body()).isEqualTo("[]");
        assertProblem(get(EVENTS, EVENT), 406, "NOT_ACCEPTABLE");
    }

    @Test
    void whatCameInGoesOutTheSame() {
        String event =
                """
                {"specversion":"1.0","id":"A","source":"/shop","type":"com.example.x",\
                "subject":"s","time":"2026-01-31T12:00:00Z","extint":5,"extbool":true,\
                "extstring":"ü\\"\\\\","datacontenttype":"application/xml","data":"<a/>"}""";
        Answer receipt = http.send("POST", EVENTS, event, "Content-Type", EVENT);
        Answer out = get(EVENTS + "/" + receipt.at("/id"), EVENT);
        Answer again = http.send("POST", EVENTS, out.body(), "Content-Type", EVENT);

        assertThat(out.at("/gbtopic")).isEqualTo("/com/example/x");
        assertThat(get(EVENTS + "/" + again.at("/id"), EVENT).body()).isEqualTo(out.body());
        event = event.replace("}", ",\"gbtopic\":\"/com/example/x\"}");
        assertThat(out.json()).isEqualTo(JsonMapper.shared().readTree(event));
    }

    private Answer get(String path, String accept) {
        return http.get(path, "Accept", accept);
    }

    private String publish(String topic) {
        return http.post(
                        EVENTS,
                        "{\"topic\":\"" + topic + "\",\"payload\":{\"größe\":\"€\"},\"key\":\"k\"}")
                .at("/id");
    }
}
