package io.graphbus.server.security.jwt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/**
 * What the issuer publishes, fetched no more often than makes sense: whoever sends tokens with
 * invented key ids must not make this server ask the issuer for each, nor wait for one that is down
 * each time. Any thread; one fetches, the others wait for it.
 */
final class IssuerDocuments implements ClientHttpRequestInterceptor {

    private static final Duration AFTER_ANSWER = Duration.ofSeconds(10);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

    private final ReentrantLock turn = new ReentrantLock();
    private final Map<URI, Fetched> fetched = new HashMap<>();
    private final Clock clock;

    IssuerDocuments(Clock clock) {
        this.clock = clock;
    }

    @Override
    public ClientHttpResponse intercept(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        turn.lock();
        try {
            Fetched known = fetched.get(request.getURI());
            if (known == null || !clock.instant().isBefore(known.until())) {
                known = fetch(request, body, execution);
                fetched.put(request.getURI(), known);
            }
            return known.response();
        } finally {
            turn.unlock();
        }
    }

    private Fetched fetch(HttpRequest request, byte[] body, ClientHttpRequestExecution execution) {
        try (ClientHttpResponse response = execution.execute(request, body)) {
            Answer answer =
                    new Answer(
                            response.getStatusCode(),
                            response.getHeaders(),
                            response.getBody().readAllBytes());
            boolean good = answer.status().is2xxSuccessful();
            return new Fetched(answer, null, until(good ? AFTER_ANSWER : AFTER_FAILURE));
        } catch (IOException e) {
            return new Fetched(null, e, until(AFTER_FAILURE));
        }
    }

    private Instant until(Duration pause) {
        return clock.instant().plus(pause);
    }

    /** What came of one request, and until when it stands. */
    private record Fetched(@Nullable Answer answer, @Nullable IOException failure, Instant until) {

        ClientHttpResponse response() throws IOException {
            if (answer == null) {
                throw new IOException("The issuer did not answer", failure);
            }
            return new Replay(answer);
        }
    }

    private record Answer(HttpStatusCode status, HttpHeaders headers, byte[] body) {}

    /** The same answer once more. */
    private record Replay(Answer answer) implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() {
            return answer.status();
        }

        @Override
        public String getStatusText() {
            return "";
        }

        @Override
        public HttpHeaders getHeaders() {
            return answer.headers();
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(answer.body());
        }

        @Override
        public void close() {}
    }
}
