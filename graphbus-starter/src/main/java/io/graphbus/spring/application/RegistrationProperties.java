package io.graphbus.spring.application;

import io.graphbus.problem.Problem;
import io.graphbus.problem.ProblemCode;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.spring.setting.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * The server at which the application registers.
 *
 * @param enabled Whether the application registers when there is a URL.
 * @param url Address of the server, such as https://graphbus.example; without it the application
 *     registers nowhere.
 * @param token Token sent as Authorization: Bearer; its role is operator or admin.
 * @param applicationName Name under which the application registers; spring.application.name when
 *     left out.
 * @param instanceId Name of this running copy; made of host and process when left out.
 * @param timeout Longest time that the server may take to answer.
 * @param refresh Time after which the application registers again, so that the server knows that it
 *     is still there.
 */
@ConfigurationProperties("graphbus.server")
public record RegistrationProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String url,
        @Nullable String token,
        @Nullable String applicationName,
        @Nullable String instanceId,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("30s") Duration refresh,
        @DefaultValue Retry retry,
        @DefaultValue Ssl ssl) {

    private static final String PREFIX = "graphbus.server.";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9_.:@-]{1,128}");
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]+");
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * How soon a registration that failed is tried again.
     *
     * @param delay Pause after the first failure.
     * @param multiplier Factor from one pause to the next, at least 1.
     * @param jitter Part by which a pause may be shorter or longer at random, 0 to 1.
     * @param maxDelay Longest pause.
     */
    public record Retry(
            @DefaultValue("1s") Duration delay,
            @DefaultValue("2") double multiplier,
            @DefaultValue("0.2") double jitter,
            @DefaultValue("1m") Duration maxDelay) {

        public Retry {
            Setting.positive(PREFIX + "retry.delay", delay);
            Setting.atLeast(PREFIX + "retry.multiplier", multiplier, 1);
            Setting.share(PREFIX + "retry.jitter", jitter);
            Setting.notShorter(PREFIX + "retry.max-delay", maxDelay, PREFIX + "retry.delay", delay);
        }

        RetryPolicy policy() {
            return new RetryPolicy(
                    Integer.MAX_VALUE, delay, multiplier, jitter, maxDelay, List.of(), List.of());
        }
    }

    /**
     * How the connection is secured.
     *
     * @param bundle Name of the SSL bundle with the certificates to trust and to show.
     */
    public record Ssl(@Nullable String bundle) {}

    public RegistrationProperties {
        token = StringUtils.hasText(token) ? token.strip() : null;
        if (token != null && !TOKEN.matcher(token).matches()) {
            throw wrong(
                    "token",
                    "The token has a space, a line break or a letter that no header may have.",
                    "Copy it again, without anything around it.");
        }
        Setting.positive(PREFIX + "timeout", timeout);
        Setting.positive(PREFIX + "refresh", refresh);
        if (refresh.compareTo(DAY) > 0) {
            throw wrong("refresh", refresh + " is longer than a day.", "Set at most 1d.");
        }
        if (instanceId != null && !INSTANCE.matcher(instanceId).matches()) {
            throw wrong(
                    "instance-id",
                    "An instance cannot have this name.",
                    "At most 128 letters, digits and _ . : @ -.");
        }
    }

    /** Where the application registers under a name. */
    URI address(String application) {
        URI server = server();
        String base = server.toString();
        return URI.create(
                (base.endsWith("/") ? base : base + "/") + "api/v1/applications/" + application);
    }

    private URI server() {
        String hint = "Write it like https://graphbus.example or http://localhost:8080.";
        URI server;
        try {
            server = URI.create(url == null ? "" : url.strip());
        } catch (IllegalArgumentException e) {
            throw problem("url", "This is no URL.", hint).toException(e);
        }
        String scheme = String.valueOf(server.getScheme());
        if (!scheme.matches("(?i)https?") || server.getHost() == null) {
            throw wrong("url", "This is no http or https URL with a host.", hint);
        }
        if (server.getRawUserInfo() != null) {
            throw wrong(
                    "url",
                    "The URL has a user in it.",
                    "Put the server's token into graphbus.server.token.");
        }
        if (server.getRawQuery() != null || server.getRawFragment() != null) {
            throw wrong("url", "The URL has a query or a fragment.", hint);
        }
        return server;
    }

    /** The name to register under. */
    String name(@Nullable String springApplicationName) {
        String name =
                StringUtils.hasText(applicationName) ? applicationName : springApplicationName;
        if (!StringUtils.hasText(name)) {
            throw wrong(
                    "application-name",
                    "The application has no name to register under.",
                    "Set spring.application.name, or graphbus.server.application-name.");
        }
        if (!NAME.matcher(name).matches()) {
            throw wrong(
                    "application-name",
                    "An application cannot register as \"" + name + "\".",
                    "Set graphbus.server.application-name to at most 128 letters, digits and _ . -,"
                            + " beginning with a letter, digit or underscore.");
        }
        return name;
    }

    /** Says everything but the token. */
    @Override
    public String toString() {
        return "RegistrationProperties[url=" + url + ", applicationName=" + applicationName + "]";
    }

    private static RuntimeException wrong(String property, String message, String hint) {
        return problem(property, message, hint).toException();
    }

    private static Problem problem(String property, String message, String hint) {
        return Problem.of(ProblemCode.INVALID_CONFIGURATION, PREFIX + property, message, hint);
    }
}
