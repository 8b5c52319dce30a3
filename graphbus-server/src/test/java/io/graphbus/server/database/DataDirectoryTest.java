package io.graphbus.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.graphbus.problem.GraphBusException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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

    @Test
    void theDirectoryOfAnH2FileIsMade(@TempDir Path place) {
        String url = "jdbc:h2:file:" + place.resolve("a/b/graphbus") + ";WRITE_DELAY=0";

        H2Directory.of(url).orElseThrow().prepare();

        assertThat(place.resolve("a/b")).isDirectory();
        assertThat(H2Directory.of("jdbc:h2:mem:x")).isEmpty();
        assertThat(H2Directory.of("jdbc:postgresql://localhost/x")).isEmpty();
    }

    @Test
    void aFileInTheWayOfTheDirectoryIsAProblem(@TempDir Path place) throws IOException {
        Path file = Files.createFile(place.resolve("file"));
        var directory = new H2Directory(file.resolve("data"));

        assertThatThrownBy(directory::prepare)
                .isInstanceOf(GraphBusException.class)
                .hasMessageContaining(directory.path().toString())
                .hasMessageContaining("cannot be made or written to");
    }

    private static String processed(MockEnvironment environment) {
        new DataDirectory().postProcessEnvironment(environment, new SpringApplication());
        Environment after = environment;
        return after.getProperty("graphbus.data", "");
    }
}
