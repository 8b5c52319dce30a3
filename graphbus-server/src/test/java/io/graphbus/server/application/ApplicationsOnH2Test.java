package io.graphbus.server.application;

import io.graphbus.server.database.Database;
import java.util.Map;

class ApplicationsOnH2Test extends ApplicationsOnAnyDatabase {

    @Override
    Map<String, String> database() {
        return Database.h2();
    }
}
