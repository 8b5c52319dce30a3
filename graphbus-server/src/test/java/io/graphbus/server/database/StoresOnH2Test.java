package io.graphbus.server.database;

import java.util.Map;

class StoresOnH2Test extends StoresOnAnyDatabase {

    @Override
    Map<String, String> database() {
        return Database.h2();
    }
}
