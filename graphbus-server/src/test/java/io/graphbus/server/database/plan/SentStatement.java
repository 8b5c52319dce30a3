package io.graphbus.server.database.plan;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.util.List;

/** A statement as it was sent, with its parameters. */
record SentStatement(String sql, List<Setting> settings) {

    SentStatement {
        settings = List.copyOf(settings);
    }

    /** One parameter, as it was set. */
    record Setting(Method method, Object[] arguments) {}

    /** Whether it looks for rows, so that it has a plan worth looking at. */
    boolean searches() {
        return !sql.startsWith("insert ");
    }

    /** Gives another statement with the same placeholders the same parameters. */
    void bind(PreparedStatement other) {
        settings.forEach(
                setting -> {
                    try {
                        setting.method().invoke(other, setting.arguments());
                    } catch (IllegalAccessException | InvocationTargetException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
