package io.graphbus.server.security.key;

import io.graphbus.server.database.Database;

class KeysOnH2Test extends KeysOnAnyDatabase {

    KeysOnH2Test() {
        super(Database.h2());
    }
}
