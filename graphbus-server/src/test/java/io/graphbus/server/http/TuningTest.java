package io.graphbus.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.orm.jpa.support.OpenEntityManagerInViewInterceptor;

/** The table of the guide that says how the server is tuned is what Tomcat and the pool do. */
class TuningTest extends RunningServer {

    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| `([^`]+)` \\| .+ \\|$");

    @Autowired private WebServerApplicationContext context;
    @Autowired private DataSource database;

    @Test
    void theServerIsTunedAsTheGuideSays() throws Exception {
        var effective = new TreeMap<>(tomcat());
        effective.putAll(pool());
        effective.put("spring.jpa.open-in-view", "" + hasOpenView());

        assertThat(documented()).containsExactlyInAnyOrderEntriesOf(effective);
    }

    private Map<String, String> tomcat() {
        var server = (TomcatWebServer) context.getWebServer();
        var http =
                (AbstractHttp11Protocol<?>) server.getTomcat().getConnector().getProtocolHandler();
        return Map.of(
                "spring.threads.virtual.enabled",
                "" + (http.getExecutor() instanceof VirtualThreadExecutor),
                "server.tomcat.max-connections",
                "" + http.getMaxConnections(),
                "server.tomcat.accept-count",
                "" + http.getAcceptCount(),
                "server.tomcat.connection-timeout",
                seconds(http.getConnectionTimeout()),
                "server.tomcat.keep-alive-timeout",
                seconds(http.getKeepAliveTimeout()),
                "server.tomcat.max-keep-alive-requests",
                "" + http.getMaxKeepAliveRequests(),
                "server.tomcat.max-swallow-size",
                http.getMaxSwallowSize() / 1024 / 1024 + "MB",
                "server.max-http-request-header-size",
                http.getMaxHttpRequestHeaderSize() / 1024 + "KB");
    }

    private Map<String, String> pool() throws SQLException {
        var pool = database.unwrap(HikariDataSource.class);
        Map<String, Object> values =
                Map.of(
                        "maximum-pool-size", pool.getMaximumPoolSize(),
                        "minimum-idle", pool.getMinimumIdle(),
                        "connection-timeout", pool.getConnectionTimeout(),
                        "validation-timeout", pool.getValidationTimeout(),
                        "keepalive-time", pool.getKeepaliveTime(),
                        "max-lifetime", pool.getMaxLifetime(),
                        "leak-detection-threshold", pool.getLeakDetectionThreshold());
        return values.entrySet().stream()
                .collect(
                        Collectors.toMap(
                                value -> "spring.datasource.hikari." + value.getKey(),
                                value -> "" + value.getValue()));
    }

    private boolean hasOpenView() {
        return context.getBeanNamesForType(OpenEntityManagerInViewInterceptor.class).length > 0;
    }

    private static Map<String, String> documented() throws IOException {
        String guide = Files.readString(Path.of("../docs/guide/server.md"));
        String section = guide.substring(guide.indexOf("## How it is tuned"));
        return section.substring(0, section.indexOf("\n## "))
                .lines()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .collect(Collectors.toMap(row -> row.group(1), row -> row.group(2)));
    }

    private static String seconds(int millis) {
        return Duration.ofMillis(millis).toSeconds() + "s";
    }
}
