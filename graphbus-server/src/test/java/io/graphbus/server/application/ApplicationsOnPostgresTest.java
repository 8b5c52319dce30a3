package io.graphbus.server.application;

import io.graphbus.server.database.Database;
import java.util.Map;

class ApplicationsOnPostgresTest extends ApplicationsOnAnyDatabase {

    @Override
    Map<String, String> database() {
        return Database.postgres();
    }
}
