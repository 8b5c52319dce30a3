package io.graphbus.server.database;

import java.util.Map;

class StoresOnPostgresTest extends StoresOnAnyDatabase {

    @Override
    Map<String, String> database() {
        return Database.postgres();
    }
}
