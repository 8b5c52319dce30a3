package io.graphbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.graphbus.GraphBus;
import io.graphbus.runtime.RuntimeOptions;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A page of the history costs what it shows, however long the history is. */
class HistoryPageTest {

    private static final HistoryQuery PAGE = new HistoryQuery(20, "/Many/*", null, null);

    @Test
    void aPageByPatternDoesNotGrowWithTheHistory() {
        long few = allocatedForAPage(200);
        long many = allocatedForAPage(20_000);

        assertThat(many).isLessThan(3 * few);
    }

    private static long allocatedForAPage(int events) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var options = RuntimeOptions.builder().historySize(events).build();
        try (GraphBus bus = GraphBus.builder().options(options).build().start()) {
            for (int i = 0; i < events; i++) {
                bus.publish("/Many/Events", i);
            }
            bus.history(PAGE);
            long before = threads.getCurrentThreadAllocatedBytes();
            List<HistoryEntry> page = bus.history(PAGE);
            long after = threads.getCurrentThreadAllocatedBytes();
            assertThat(page).hasSize(20);
            return after - before;
        }
    }
}
