package io.graphbus.server.build.history;

import java.io.ByteArrayInputStream;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.hibernate.type.descriptor.ValueBinder;
import org.hibernate.type.descriptor.WrapperOptions;
import org.hibernate.type.descriptor.java.JavaType;
import org.hibernate.type.descriptor.jdbc.BasicBinder;
import org.hibernate.type.descriptor.jdbc.JdbcType;
import org.hibernate.type.descriptor.jdbc.JdbcTypeIndicators;
import org.hibernate.type.descriptor.jdbc.VarbinaryJdbcType;

/**
 * Many bytes, handed to the database as a stream. H2 keeps the last parameters of a statement with
 * the statement, and those of this size would be the largest object of the heap until the next one
 * is saved; of a stream it keeps where it stands in its file.
 */
class StreamedBinaryJdbcType extends VarbinaryJdbcType {

    @Override
    public JdbcType resolveIndicatedType(JdbcTypeIndicators indicators, JavaType<?> type) {
        return this;
    }

    @Override
    public <X> ValueBinder<X> getBinder(JavaType<X> type) {
        return new BasicBinder<>(type, this) {
            @Override
            protected void doBind(
                    PreparedStatement statement, X value, int index, WrapperOptions options)
                    throws SQLException {
                byte[] bytes = type.unwrap(value, byte[].class, options);
                statement.setBinaryStream(index, new ByteArrayInputStream(bytes), bytes.length);
            }

            @Override
            protected void doBind(
                    CallableStatement statement, X value, String name, WrapperOptions options)
                    throws SQLException {
                byte[] bytes = type.unwrap(value, byte[].class, options);
                statement.setBinaryStream(name, new ByteArrayInputStream(bytes), bytes.length);
            }
        };
    }
}
