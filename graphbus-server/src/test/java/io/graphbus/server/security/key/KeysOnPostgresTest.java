package io.graphbus.server.security.key;

import io.graphbus.server.database.Database;

class KeysOnPostgresTest extends KeysOnAnyDatabase {

    KeysOnPostgresTest() {
        super(Database.postgres());
    }
}
