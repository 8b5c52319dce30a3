package io.graphbus.server.observation;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** Leaves all that makes spans out of a server that does not trace. */
final class UntracedFilter implements AutoConfigurationImportFilter, EnvironmentAware {

    private static final String TRACING = "org.springframework.boot.micrometer.tracing.";
    private static final String OPEN_TELEMETRY = "org.springframework.boot.opentelemetry.";

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment given) {
        environment = given;
    }

    @Override
    public boolean[] match(
            @Nullable String[] autoConfigurations, AutoConfigurationMetadata metadata) {
        Environment known = environment;
        boolean traced = known != null && Tracing.isOn(known);
        boolean exported = known != null && traced && Tracing.isExported(known);
        boolean[] match = new boolean[autoConfigurations.length];
        for (int i = 0; i < match.length; i++) {
            String name = autoConfigurations[i];
            match[i] = name == null || !(exports(name) ? !exported : traces(name) && !traced);
        }
        return match;
    }

    private static boolean traces(String autoConfiguration) {
        return autoConfiguration.startsWith(TRACING)
                || autoConfiguration.startsWith(OPEN_TELEMETRY);
    }

    /** A place that is set to nothing would be one of Spring Boot's. */
    private static boolean exports(String autoConfiguration) {
        return autoConfiguration.startsWith(TRACING)
                && autoConfiguration.contains(".otlp.OtlpTracing");
    }
}
