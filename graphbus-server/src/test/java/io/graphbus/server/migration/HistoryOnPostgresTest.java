package io.graphbus.server.migration;

import io.graphbus.server.database.Database;
import java.util.Map;

class HistoryOnPostgresTest extends HistoryOnAnyDatabase {

    @Override
    Map<String, String> database() {
        return Database.postgres();
    }
}
