package io.graphbus.server.web;

/** Cursors to places that no page before has named. */
public final class Cursors {

    private Cursors() {}

    public static String to(String key) {
        return Cursor.encode(key);
    }
}
