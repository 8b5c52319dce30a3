package io.graphbus.benchmarks.durable;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ContenderTest {

    private static Databases databases;

    @BeforeAll
    static void open() throws IOException {
        databases = Databases.h2();
    }

    @AfterAll
    static void close() {
        databases.close();
    }

    private static void assertHandlesAll(Contender contender) throws Exception {
        try (contender) {
            contender.store(20);
            contender.publish(Order.of(1));
            contender.publishAll(List.of(Order.of(2), Order.of(3)));
            contender.settle();
            assertThat(contender.handled()).isEqualTo(3);

            assertThat(Load.EIGHT.rate(contender, Duration.ofMillis(100))).isPositive();
            assertThat(Load.latencies(contender, Duration.ofMillis(50))).isSorted().isNotEmpty();
        }
    }

    @Test
    void rawInsertsKeepWhatIsPublished() throws Exception {
        assertHandlesAll(new RawInserts(databases));
    }

    @Test
    void theRegistryOverJdbcHandlesWhatIsPublished() throws Exception {
        assertHandlesAll(ModulithRegistry.overJdbc(databases));
    }

    @Test
    void theLogAloneKeepsWhatIsPublished() throws Exception {
        assertHandlesAll(new LogAppends(databases));
    }

    @Test
    void aDurableTopicHandlesWhatIsPublished() throws Exception {
        assertHandlesAll(new DurableGraph(databases));
    }
}
