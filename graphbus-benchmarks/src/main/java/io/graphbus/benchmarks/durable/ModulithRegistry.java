package io.graphbus.benchmarks.durable;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Spring Modulith's event publication registry as Boot sets it up; handled is completed. */
final class ModulithRegistry implements Contender {

    private final String title;
    private final Databases databases;
    private final HikariDataSource database;
    private final ConfigurableApplicationContext application;
    private final ApplicationEventPublisher publisher;
    private final TransactionTemplate transactions;
    private final Listener listener = new Listener();

    /** With the registry's rows written by JDBC. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName = {
                "org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration",
                "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
                "org.springframework.modulith.events.jpa.JpaEventPublicationAutoConfiguration"
            })
    static class OverJdbc {}

    /** With the registry's rows as entities. */
    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration(
            excludeName =
                    "org.springframework.modulith.events.jdbc.JdbcEventPublicationAutoConfiguration")
    static class OverJpa {}

    /** What publications are for. */
    static class Listener {
        private final LongAdder handled = new LongAdder();

        @ApplicationModuleListener
        public void on(Order order) {
            handled.increment();
        }

        long handled() {
            return handled.sum();
        }
    }

    private ModulithRegistry(String title, Databases databases, Class<?> configuration) {
        this.title = title;
        this.databases = databases;
        this.database = databases.fresh();
        this.application =
                new SpringApplicationBuilder(configuration)
                        .web(WebApplicationType.NONE)
                        .registerShutdownHook(false)
                        .properties(
                                "spring.main.banner-mode=off",
                                "spring.modulith.events.jdbc.schema-initialization.enabled=true",
                                "spring.jpa.hibernate.ddl-auto=create",
                                "logging.level.root=warn")
                        .initializers(context -> beans((GenericApplicationContext) context))
                        .run();
        this.publisher = application;
        this.transactions =
                new TransactionTemplate(application.getBean(PlatformTransactionManager.class));
    }

    private void beans(GenericApplicationContext context) {
        context.registerBean(DataSource.class, () -> database);
        context.registerBean(Listener.class, () -> listener);
    }

    static ModulithRegistry overJdbc(Databases databases) {
        return new ModulithRegistry("Spring Modulith's registry, JDBC", databases, OverJdbc.class);
    }

    static ModulithRegistry overJpa(Databases databases) {
        return new ModulithRegistry("Spring Modulith's registry, JPA", databases, OverJpa.class);
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public void store(int events) throws SQLException {
        Databases.execute(
                database,
                "truncate table event_publication",
                "insert into event_publication (id, listener_id, event_type, serialized_event,"
                        + " publication_date, completion_date, status, completion_attempts) select "
                        + databases.uuid()
                        + ", '"
                        + Listener.class.getName()
                        + ".on("
                        + Order.class.getName()
                        + ")', '"
                        + Order.class.getName()
                        + "', '{\"id\":\"stored-' || x || '\",\"customer\":\"customer-1\","
                        + "\"product\":\"a pencil, hexagonal\",\"quantity\":1,\"price\":1.25}',"
                        + " current_timestamp, current_timestamp, 'COMPLETED', 1 from "
                        + databases.numbers(events),
                "analyze");
    }

    @Override
    public void publish(Order order) {
        transactions.executeWithoutResult(transaction -> publisher.publishEvent(order));
    }

    @Override
    public void publishAll(List<Order> orders) {
        transactions.executeWithoutResult(transaction -> orders.forEach(publisher::publishEvent));
    }

    @Override
    public long handled() {
        return listener.handled();
    }

    @Override
    public void settle() throws InterruptedException {
        while (incomplete() > 0) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private long incomplete() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet count =
                        statement.executeQuery(
                                "select count(*) from event_publication where completion_date is"
                                        + " null")) {
            count.next();
            return count.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        application.close();
        database.close();
    }
}
