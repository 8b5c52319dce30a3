package io.graphbus.server.database;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Makes a relative {@code graphbus.data} absolute: H2 refuses paths such as {@code data}, and logs
 * and problems should name a place.
 */
class DataDirectory implements EnvironmentPostProcessor {

    private static final String NAME = "graphbus.data";

    @Override
    public void postProcessEnvironment(
            ConfigurableEnvironment environment, SpringApplication application) {
        String directory = environment.getProperty(NAME, "graphbus-data");
        String absolute = Path.of(directory).toAbsolutePath().normalize().toString();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource("data directory", Map.of(NAME, absolute)));
    }
}
