package io.graphbus.server.observation;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.util.StringUtils;

/**
 * Decides whether the server traces: when it is told where to send spans, when logs are structured,
 * or when {@code graphbus.tracing.enabled} says so. Otherwise no span is ever made.
 */
final class Tracing implements EnvironmentPostProcessor, Ordered {

    static final String ENABLED = "graphbus.tracing.enabled";

    private static final String[] ENDPOINTS = {
        "management.opentelemetry.tracing.export.otlp.endpoint", "management.otlp.tracing.endpoint"
    };
    private static final String[] STRUCTURED = {
        "logging.structured.format.console", "logging.structured.format.file"
    };

    /** Before the defaults of Spring Boot are added, which say less. */
    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        environment.getPropertySources().addLast(new Defaults(environment));
    }

    static boolean isOn(Environment environment) {
        Boolean told = environment.getProperty(ENABLED, Boolean.class);
        return told != null ? told : isExported(environment) || hasAny(environment, STRUCTURED);
    }

    static boolean isExported(Environment environment) {
        return hasAny(environment, ENDPOINTS);
    }

    private static boolean hasAny(Environment environment, String[] properties) {
        for (String property : properties) {
            if (StringUtils.hasText(environment.getProperty(property))) {
                return true;
            }
        }
        return false;
    }

    /**
     * What follows from that where nobody says otherwise: whether lines of text have a place for
     * ids, and which traces are recorded. Without a place to send them, none is.
     */
    private static final class Defaults extends PropertySource<String> {

        private final Environment environment;

        Defaults(Environment environment) {
            super("graphbusTracing", ENABLED);
            this.environment = environment;
        }

        @Override
        public @Nullable Object getProperty(String name) {
            return switch (name) {
                case "logging.expect-correlation-id" -> isOn(environment);
                case "management.tracing.sampling.probability" ->
                        isExported(environment) ? 1.0 : 0.0;
                default -> null;
            };
        }
    }
}
