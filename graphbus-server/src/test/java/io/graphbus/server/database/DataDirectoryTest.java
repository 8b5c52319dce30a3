package io.graphbus.server.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

class DataDirectoryTest {

    @Test
    void aRelativeDirectoryBecomesAbsolute() {
        assertThat(processed(new MockEnvironment().withProperty("graphbus.data", "data")))
                .isEqualTo(Path.of("data").toAbsolutePath().toString());
    }

    @Test
    void withoutOneItIsGraphbusDataInTheWorkingDirectory() {
        assertThat(processed(new MockEnvironment()))
                .isEqualTo(Path.of("graphbus-data").toAbsolutePath().toString());
    }

    private static String processed(MockEnvironment environment) {
        new DataDirectory().postProcessEnvironment(environment, new SpringApplication());
        Environment after = environment;
        return after.getProperty("graphbus.data", "");
    }
}
