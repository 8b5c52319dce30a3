package io.graphbus.spring.application;

import io.graphbus.spring.application.ServerAnswer.NotThatOne;
import io.graphbus.spring.application.ServerAnswer.Registered;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Talks to the server. Redirects are not followed: the token is for the configured address only.
 * One thread at a time.
 */
final class ServerClient implements AutoCloseable {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([0-9a-f]{64})[^\"]*\"");
    private static final String STATUS = "GraphBus-Application-Status";

    private final URI address;
    private final @Nullable String token;
    private final Duration timeout;
    private final HttpClient http;

    ServerClient(
            URI address, @Nullable String token, Duration timeout, @Nullable SSLContext security) {
        this.address = address;
        this.token = token;
        this.timeout = timeout;
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(Version.HTTP_1_1)
                        .followRedirects(Redirect.NEVER)
                        .connectTimeout(timeout);
        this.http = (security == null ? builder : builder.sslContext(security)).build();
    }

    /**
     * Registers.
     *
     * @param tag what must be registered now for it to be replaced; {@code null} for whatever is
     */
    ServerAnswer put(byte[] body, @Nullable String tag) throws InterruptedException {
        HttpRequest.Builder request =
                request()
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofByteArray(body));
        if (tag != null) {
            request.header("If-Match", tag);
        }
        try {
            HttpResponse<String> response = send(request);
            return switch (response.statusCode()) {
                case 200, 201, 204 -> registered(response);
                case 412 -> new NotThatOne();
                default -> Refusals.of(response);
            };
        } catch (ExecutionException e) {
            return Failures.of(e.getCause() == null ? e : e.getCause(), timeout);
        } catch (TimeoutException e) {
            return Failures.of(e, timeout);
        }
    }

    /** What is registered under the application's name now. */
    Present present() throws InterruptedException {
        try {
            HttpResponse<String> response = send(request().HEAD());
            boolean stale = "STALE".equals(response.headers().firstValue(STATUS).orElse(""));
            return switch (response.statusCode()) {
                case 200 -> new Present(tag(response).orElse(null), stale);
                case 404 -> Present.NOTHING;
                default -> Present.UNKNOWN;
            };
        } catch (ExecutionException | TimeoutException e) {
            return Present.UNKNOWN; // the next attempt to register says what is wrong
        }
    }

    private static ServerAnswer registered(HttpResponse<String> response) {
        return tag(response)
                .<ServerAnswer>map(tag -> new Registered(tag, response.statusCode() == 201))
                .orElseGet(() -> Refusals.foreign(response));
    }

    /** Proxies that compress weaken the tag they pass on; what it stands for is the hash in it. */
    private static Optional<String> tag(HttpResponse<String> response) {
        return response.headers()
                .firstValue("ETag")
                .map(TAG::matcher)
                .filter(Matcher::matches)
                .map(tag -> '"' + tag.group(1) + '"');
    }

    private HttpRequest.Builder request() {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(address)
                        .timeout(timeout)
                        .header("Accept", "application/json, application/problem+json");
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    /** The timeout of a request ends with the response's head, ours with its body. */
    private HttpResponse<String> send(HttpRequest.Builder request)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<HttpResponse<String>> response =
                http.sendAsync(request.build(), head -> new BoundedBody());
        try {
            return response.get(timeout.toMillis() + 1, TimeUnit.MILLISECONDS);
        } finally {
            response.cancel(true);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    /**
     * What is registered.
     *
     * @param tag stands for it; {@code null} for nothing, or when it cannot be known
     * @param stale whether nobody stands behind it any more
     */
    record Present(@Nullable String tag, boolean stale) {

        static final Present NOTHING = new Present(null, true);
        static final Present UNKNOWN = new Present(null, false);
    }

    /** The beginning of a response; whoever sends more than that is not listened to any longer. */
    private static final class BoundedBody implements BodySubscriber<String> {

        private static final int MOST_BYTES = 1 << 20;

        private final CompletableFuture<String> text = new CompletableFuture<>();
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private @Nullable Subscription subscription;

        @Override
        public CompletionStage<String> getBody() {
            return text;
        }

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
            given.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            for (ByteBuffer buffer : buffers) {
                byte[] part = new byte[Math.min(buffer.remaining(), MOST_BYTES - bytes.size())];
                buffer.get(part);
                bytes.writeBytes(part);
            }
            if (bytes.size() >= MOST_BYTES && subscription != null) {
                subscription.cancel();
                onComplete();
            }
        }

        @Override
        public void onError(Throwable failure) {
            text.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            text.complete(bytes.toString(StandardCharsets.UTF_8));
        }
    }
}
