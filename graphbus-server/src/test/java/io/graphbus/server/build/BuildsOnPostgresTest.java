package io.graphbus.server.build;

import io.graphbus.server.database.Database;
import java.util.Map;

class BuildsOnPostgresTest extends BuildsOnAnyDatabase {

    @Override
    Map<String, String> newDatabase() {
        return Database.postgres();
    }
}
