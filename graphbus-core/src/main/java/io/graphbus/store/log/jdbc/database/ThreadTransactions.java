package io.graphbus.store.log.jdbc.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Transactions of threads where no framework has any. */
public final class ThreadTransactions implements Transactions {

    private final DataSource connections;
    private final ThreadLocal<@Nullable Open> current = new ThreadLocal<>();

    private record Open(Connection connection, Map<Object, Part> parts) {}

    public ThreadTransactions(DataSource connections) {
        this.connections = connections;
    }

    @Override
    public boolean isActive() {
        return current.get() != null;
    }

    @Override
    public <T> T joined(Work<T> work) throws SQLException {
        Open open = current.get();
        return open == null ? Database.alone(connections, work) : work.on(open.connection());
    }

    @Override
    public <T extends Part> T part(Object owner, Class<T> type, Supplier<T> make) {
        Open open = current.get();
        if (open == null) {
            throw new IllegalStateException("the calling thread is in no transaction");
        }
        return type.cast(open.parts().computeIfAbsent(owner, o -> make.get()));
    }

    @Override
    public void together(Runnable work) throws SQLException {
        if (isActive()) {
            work.run();
            return;
        }
        Map<Object, Part> parts = new LinkedHashMap<>();
        boolean committed = false;
        try {
            Database.alone(
                    connections,
                    connection -> {
                        current.set(new Open(connection, parts));
                        try {
                            work.run();
                        } finally {
                            current.remove();
                        }
                        return true;
                    });
            committed = true;
        } finally {
            for (Part part : List.copyOf(parts.values())) {
                part.ended(committed);
            }
        }
    }
}
