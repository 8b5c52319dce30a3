package io.graphbus.e2e.deploy;

import java.util.List;

/** The paths and variables of the server that image, chart and scrape configuration rely on. */
public final class ServedPaths {

    public static final String LIVENESS = "/actuator/health/liveness";
    public static final String READINESS = "/actuator/health/readiness";
    public static final String METRICS = "/actuator/prometheus";

    public static final List<String> VARIABLES =
            List.of(
                    "GRAPHBUS_ADMIN_TOKEN",
                    "GRAPHBUS_VIEWER_TOKEN",
                    "GRAPHBUS_ARTIFACTS",
                    "GRAPHBUS_DATA",
                    "GRAPHBUS_HISTORY_SIZE",
                    "GRAPHBUS_SECURITY_ALLOWEDHOSTS",
                    "LOGGING_STRUCTURED_FORMAT_CONSOLE",
                    "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
                    "SPRING_DATASOURCE_URL",
                    "SPRING_DATASOURCE_USERNAME",
                    "SPRING_DATASOURCE_PASSWORD",
                    "SPRING_LIFECYCLE_TIMEOUTPERSHUTDOWNPHASE",
                    "SERVER_ADDRESS",
                    "SERVER_PORT",
                    "JAVA_TOOL_OPTIONS");

    private ServedPaths() {}
}
