package io.graphbus.server.build;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.io.TempDir;

class BuildsOnH2Test extends BuildsOnAnyDatabase {

    @TempDir private static Path directory;

    @Override
    Map<String, String> newDatabase() {
        return Map.of("graphbus.data", directory.resolve(UUID.randomUUID().toString()).toString());
    }
}
