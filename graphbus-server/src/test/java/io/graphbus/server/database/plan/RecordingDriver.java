package io.graphbus.server.database.plan;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * The driver of either database, which notes every statement sent to this server's tables, with its
 * parameters. For one test at a time.
 */
public final class RecordingDriver implements Driver {

    private static final ConcurrentLinkedQueue<SentStatement> SENT = new ConcurrentLinkedQueue<>();

    private static final Pattern OURS = Pattern.compile("^(?!explain).* graphbus_", Pattern.DOTALL);

    /** The same properties, with this driver. */
    static Map<String, String> of(Map<String, String> database) {
        var properties = new HashMap<>(database);
        properties.put(
                "spring.datasource.hikari.driver-class-name", RecordingDriver.class.getName());
        return properties;
    }

    /** What was sent since the last time. */
    static List<SentStatement> take() {
        var taken = new ArrayList<SentStatement>();
        for (var next = SENT.poll(); next != null; next = SENT.poll()) {
            taken.add(next);
        }
        return taken;
    }

    @Override
    public Connection connect(String url, Properties info) throws SQLException {
        Connection real = DriverManager.getConnection(url, info);
        return proxy(Connection.class, (self, method, args) -> connection(real, method, args));
    }

    private static Object connection(Connection real, Method method, Object[] args)
            throws Throwable {
        Object result = invoke(real, method, args);
        return method.getName().equals("prepareStatement")
                ? recorded((PreparedStatement) result, (String) args[0])
                : result;
    }

    private static PreparedStatement recorded(PreparedStatement real, String sql) {
        var settings = new ArrayList<SentStatement.Setting>();
        return proxy(
                PreparedStatement.class,
                (self, method, args) -> {
                    if (method.getName().startsWith("set") && args.length > 1) {
                        settings.add(new SentStatement.Setting(method, args));
                    } else if (method.getName().startsWith("execute") && OURS.matcher(sql).find()) {
                        SENT.add(new SentStatement(sql, settings));
                    }
                    return invoke(real, method, args);
                });
    }

    private static Object invoke(Object real, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(real, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    @Override
    public boolean acceptsURL(String url) {
        return url.startsWith("jdbc:postgresql:") || url.startsWith("jdbc:h2:");
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return false;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }
}
