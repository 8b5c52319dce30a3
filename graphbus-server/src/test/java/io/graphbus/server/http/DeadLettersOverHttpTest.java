package io.graphbus.server.http;

import static io.graphbus.server.http.CallsTest.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.durable.Durability;
import io.graphbus.server.http.Http.Answer;
import io.graphbus.spring.GraphBusCustomizer;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Attempt;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.DeadLetters.Filter;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Deliveries that were given up, over HTTP. */
class DeadLettersOverHttpTest extends RunningServer {

    private static final String LETTERS = "/api/v1/dead-letters";
    private static final Instant NOON = Instant.parse("2026-11-29T12:00:00Z");
    private static final Reader LISTENER = new Reader("Listener", "onHello");

    /** A graph that keeps its letters in memory. */
    @TestConfiguration
    static class Memory {
        @Bean
        InMemoryEventLog log() {
            return new InMemoryEventLog();
        }

        @Bean
        GraphBusCustomizer keeping(InMemoryEventLog log) {
            return builder -> builder.eventLog(log, Durability.ALL);
        }
    }

    @Autowired private InMemoryEventLog log;

    @BeforeEach
    void purge() {
        log.deadLetters()
                .remove(
                        log.deadLetters().list(Filter.ALL, null, 1000).stream()
                                .map(DeadLetter::id)
                                .toList());
    }

    private void letter(String id, Reader reader, String topic, int minute) {
        EventData event = event("e-" + id, topic);
        log.deadLetters()
                .put(
                        List.of(
                                new DeadLetter(
                                        id,
                                        reader,
                                        "onHello",
                                        event,
                                        minute,
                                        "INVALID_PAYLOAD",
                                        "does not fit",
                                        "at x.Y.z",
                                        List.of(new Attempt(NOON, "does not fit")),
                                        null,
                                        NOON.plusSeconds(60L * minute),
                                        Status.DEAD,
                                        null)));
    }

    private void letters() {
        letter("a", LISTENER, "/Hello/Versioned", 1);
        letter("b", LISTENER, "/Hello/Versioned", 2);
        letter("c", new Reader("Gone", "on"), "/Hello/Other", 3);
    }

    private Answer authorised(String method, String path, String body) {
        return http.send(
                method,
                path,
                body,
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer s3cret");
    }

    private Answer replay(String body) {
        return authorised("POST", LETTERS + "/replay", body);
    }

    @Test
    void lettersAreListedPageByPageNewestFirst() {
        letters();
        Answer first = http.get(LETTERS + "?limit=2");
        assertThat(first.at("/items/0/id")).as(first.body()).isEqualTo("c");
        assertThat(first.at("/items/1/reason")).isEqualTo("INVALID_PAYLOAD");
        log.deadLetters().remove(List.of("b"));
        Answer second = http.get(LETTERS + "?limit=2&cursor=" + first.at("/nextCursor"));
        assertThat(second.json().at("/items").size()).isOne();
        assertThat(second.at("/items/0/id")).isEqualTo("a");
        assertThat(second.at("/nextCursor")).isEmpty();
    }

    @Test
    void lettersAreFiltered() {
        letters();
        assertThat(ids("?agent=Listener")).containsExactly("b", "a");
        assertThat(ids("?topic=/Hello/*")).containsExactly("c", "b", "a");
        assertThat(ids("?subscription=on")).containsExactly("c");
        assertThat(ids("?reason=invalid_payload&status=dead&since=2026-11-29T12:02:00Z"))
                .containsExactly("c", "b");
        assertThat(ids("?until=2026-11-29T12:02:00Z")).containsExactly("a");
        assertThat(ids("?status=REPLAYING")).isEmpty();
        assertProblem(http.get(LETTERS + "?status=DAED"), 400, "INVALID_REQUEST");
        assertProblem(http.get(LETTERS + "?since=noon"), 400, "INVALID_REQUEST");
        assertProblem(http.get(LETTERS + "?topic=x"), 400, "INVALID_REQUEST");
        assertProblem(http.get(LETTERS + "?cursor=x"), 400, "INVALID_REQUEST");
    }

    private List<String> ids(String query) {
        return http.get(LETTERS + query).json().at("/items").findValuesAsString("id");
    }

    @Test
    void aLetterTellsAllThatIsKnown() {
        letters();
        Answer letter = http.get(LETTERS + "/a");
        assertThat(letter.at("/failures/0/error")).as(letter.body()).isEqualTo("does not fit");
        assertThat(letter.at("/stack")).isEqualTo("at x.Y.z");
        assertThat(letter.at("/event/payload/who")).isEqualTo("Ada");
        assertThat(letter.at("/event/headers/traceparent")).isEqualTo("00-1-2-01");
        assertProblem(http.get(LETTERS + "/x"), 404, "UNKNOWN_DEAD_LETTER");
    }

    @Test
    void aDryRunTellsWhatWouldBecomeOfEachAndChangesNothing() {
        letters();
        Answer dry = replay("{\"filter\":{},\"dryRun\":true}");
        assertThat(dry.at("/letters")).as(dry.body()).isEqualTo("3");
        assertThat(dry.at("/outcomes/0/id")).isEqualTo("a");
        assertThat(dry.at("/outcomes/0/verdict")).isEqualTo("REFUSED");
        assertThat(dry.at("/outcomes/0/problem/code")).isEqualTo("INVALID_PAYLOAD");
        assertThat(dry.at("/outcomes/2/verdict")).isEqualTo("NO_SUBSCRIPTION");
        assertThat(ids("?status=DEAD")).hasSize(3);
    }

    @Test
    void whatIsNamedIsReplayedAndWhatNobodyTakesIsLeft() {
        letters();
        Answer done = replay("{\"ids\":[\"a\",\"c\"]}");
        assertThat(done.at("/letters")).as(done.body()).isEqualTo("1");
        assertThat(done.at("/left/0/agent")).isEqualTo("Gone");
        assertThat(done.at("/left/0/problem/code")).isEqualTo("UNKNOWN_SUBSCRIPTION");
        assertProblem(replay("{\"ids\":[\"x\"]}"), 404, "UNKNOWN_DEAD_LETTER");
    }

    @Test
    void aMigrationAndAReplayHealWhatAContractRefused() {
        Answer published =
                http.post(
                        "/api/v1/events",
                        "{\"topic\":\"/Hello/Healed\",\"schemaVersion\":\"0.9.0\",\"key\":\"k\","
                                + "\"payload\":{\"who\":\"Ada\",\"message\":\"Hi\"}}");
        assertThat(published.status()).as(published.body()).isEqualTo(202);
        String id = awaited("?topic=/Hello/Healed", 1).getFirst();
        Answer letter = http.get(LETTERS + "/" + id);
        assertThat(letter.at("/reason")).as(letter.body()).isEqualTo("INVALID_PAYLOAD");
        assertThat(letter.at("/event/id")).isEqualTo(published.at("/id"));

        authorised(
                "POST",
                "/api/v1/migrations",
                """
                {"formatVersion":1,"agent":"Greeter","subject":"payload:/Hello/Healed",
                 "from":"0.9.0","to":"1.0.0",
                 "operations":[{"op":"rename","path":"/who","to":"name"}]}""");
        Answer dry = replay("{\"ids\":[\"" + id + "\"],\"dryRun\":true}");
        assertThat(dry.at("/outcomes/0/verdict")).as(dry.body()).isEqualTo("DELIVERED");
        assertThat(dry.at("/outcomes/0/path/0")).startsWith("0.9.0 -> 1.0.0 by Greeter");
        assertThat(replay("{\"filter\":{\"topic\":\"/Hello/Healed\"}}").at("/letters"))
                .isEqualTo("1");
        awaited("?topic=/Hello/Healed", 0);
    }

    /** What becomes of deliveries is kept a moment later. */
    private List<String> awaited(String query, int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        List<String> found = ids(query);
        while (found.size() != count && System.nanoTime() < deadline) {
            found = ids(query);
        }
        assertThat(found).hasSize(count);
        return found;
    }

    @Test
    void aReplayHasToSayWhatItMeans() {
        assertProblem(replay("{}"), 400, "INVALID_REQUEST");
        assertProblem(replay("{\"ids\":[]}"), 400, "INVALID_REQUEST");
        assertProblem(replay("{\"ids\":[null]}"), 400, "INVALID_REQUEST");
        assertProblem(replay("{\"ids\":[\"a\"],\"filter\":{}}"), 400, "INVALID_REQUEST");
        assertProblem(replay("{\"filter\":{\"agnet\":\"A\"}}"), 400, "INVALID_REQUEST");
        assertProblem(replay("{\"filter\":{},\"dryrun\":true}"), 400, "INVALID_REQUEST");
        assertProblem(replay("{\"filter\":[]}"), 400, "INVALID_REQUEST");
        assertProblem(replay("7"), 400, "INVALID_REQUEST");
        assertProblem(replay("{\"filter\":{},\"migrateTo\":\"2\"}"), 400, "INVALID_REQUEST");
        assertProblem(replay("{\"filter\":{},\"rate\":0}"), 400, "INVALID_REQUEST");
        assertProblem(replay("{\"filter\":{},\"rate\":-1}"), 400, "INVALID_REQUEST");
    }

    @Test
    void lettersArePurgedOnlyWhenItIsSaidWhich() {
        letters();
        assertProblem(authorised("DELETE", LETTERS, ""), 400, "INVALID_REQUEST");
        Answer misspelt = authorised("DELETE", LETTERS + "?topic=/Hello/**&agnet=Gone", "");
        assertProblem(misspelt, 400, "INVALID_REQUEST");
        assertThat(misspelt.at("/hint")).contains("Did you mean agent");
        assertProblem(authorised("DELETE", LETTERS + "?all=true&id=a", ""), 400, "INVALID_REQUEST");
        assertThat(authorised("DELETE", LETTERS + "?agent=Gone", "").at("/purged")).isEqualTo("1");
        assertThat(authorised("DELETE", LETTERS + "?id=a&id=x", "").at("/purged")).isEqualTo("1");
        assertThat(authorised("DELETE", LETTERS + "?all=true", "").at("/purged")).isEqualTo("1");
    }

    @Test
    void keptEventsAreListedAndFoundAfterTheyHaveLeftTheHistory() {
        for (int i = 0; i < 3; i++) {
            log.append(List.of(event("kept-" + i, "/Kept/K" + i % 2)));
        }
        Answer first = http.get("/api/v1/events/log?topic=/Kept/*&limit=2");
        assertThat(first.at("/items/0/id")).as(first.body()).isEqualTo("kept-2");
        assertThat(first.at("/items/0/payload/who")).isEqualTo("Ada");
        Answer second =
                http.get(
                        "/api/v1/events/log?topic=/Kept/*&limit=2&cursor="
                                + first.at("/nextCursor"));
        assertThat(second.at("/items/0/id")).isEqualTo("kept-0");
        assertThat(second.at("/nextCursor")).isEmpty();
        String place = second.at("/items/0/position");
        assertThat(http.get("/api/v1/events/log?key=k&to=" + place).at("/items/0/id"))
                .isEqualTo("kept-0");
        assertThat(http.get("/api/v1/events/kept-1").at("/topic")).isEqualTo("/Kept/K1");
        assertProblem(http.get("/api/v1/events/log?from=x"), 400, "INVALID_REQUEST");
        assertProblem(http.get("/api/v1/events/log?topic=x"), 400, "INVALID_REQUEST");
        assertProblem(http.get("/api/v1/events/kept-9"), 404, "UNKNOWN_EVENT");
    }

    @Test
    void anAuditNamesTheSubscriptionThatDoesNotAddUp() {
        Reader audited = new Reader("Audited", "all");
        log.open(audited, true);
        Answer fine = http.get("/api/v1/events/verify");
        assertThat(fine.status()).as(fine.body()).isEqualTo(200);
        assertThat(fine.at("/addsUp")).as(fine.body()).isEqualTo("true");
        assertThat(fine.at("/subscriptions/0/subscription")).isEqualTo("all");
        letter("a", audited, "/Hello/Versioned", 1);

        Answer found = http.get("/api/v1/events/verify");
        log.forget(audited);
        assertThat(found.at("/subscriptions/0/addsUp")).isEqualTo("false");
        assertThat(found.at("/addsUp")).isEqualTo("false");
        assertThat(found.body())
                .contains("There are more dead letters (1) than deliveries that count as dead (0)");
    }

    @Test
    void keptEventsAreDeliveredOnceMoreToOneSubscription() {
        long[] place = log.append(List.of(event("again", "/Hello/Again")));
        String body =
                "{\"topic\":\"/Hello/Again\",\"agent\":\"Listener\",\"subscription\":\"%s\",%s}";
        String all = "\"from\":\"" + place[0] + "\"";
        Answer dry = rerun(body.formatted("onHello", all + ",\"dryRun\":true"));
        assertThat(dry.at("/events")).as(dry.body()).isEqualTo("1");
        Answer done = rerun(body.formatted("onHello", all));
        assertThat(done.at("/run")).as(done.body()).isNotEmpty();
        awaited("?topic=/Hello/Again&status=DEAD", 2);
        assertProblem(rerun(body.formatted("onHelo", all)), 404, "UNKNOWN_SUBSCRIPTION");
        assertProblem(rerun(body.formatted("onHello", "\"to\":\"9\"")), 400, "INVALID_REQUEST");
        assertProblem(
                rerun(body.formatted("onHello", all + ",\"dryrun\":true")), 400, "INVALID_REQUEST");
        assertThat(http.post("/api/v1/events/replay", "{}").status()).isEqualTo(401);
    }

    private Answer rerun(String body) {
        return authorised("POST", "/api/v1/events/replay", body);
    }

    private static EventData event(String id, String topic) {
        return new EventData(
                id,
                topic,
                "external",
                "{\"who\":\"Ada\"}",
                "k",
                null,
                "0.9.0",
                Map.of("traceparent", "00-1-2-01"),
                id,
                null,
                0,
                NOON,
                null);
    }

    @Test
    void prometheusSeesHowManyThereAreAndForHowLong() {
        letters();
        String text = "";
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!text.contains("graphbus_dlq_age_seconds") && System.nanoTime() < deadline) {
            text = http.get("/actuator/prometheus").body();
        }
        assertThat(text)
                .contains("graphbus_dlq_depth{agent=\"Listener\",subscriber=\"onHello\"}")
                .contains("graphbus_dlq_age_seconds{agent=\"Gone\",subscriber=\"on\"}");
    }

    @Test
    void nobodyReplaysOrPurgesWithoutAToken() {
        assertThat(http.post(LETTERS + "/replay", "{\"filter\":{}}").status()).isEqualTo(401);
        assertThat(http.send("DELETE", LETTERS + "?all=true", "").status()).isEqualTo(401);
    }
}
