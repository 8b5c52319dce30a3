package io.graphbus.durable.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.contract.Agreement.Party;
import io.graphbus.schema.Version;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.DeadLetter.Status;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.InMemoryEventLog;
import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import io.graphbus.store.log.Settlement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StoredVersionsTest {

    private final InMemoryEventLog log = new InMemoryEventLog();
    private final Reader billing = new Reader("Billing", "orders");

    private static EventData event(String id, String source, @Nullable String version) {
        return new EventData(
                id,
                "/Order",
                source,
                "1",
                null,
                null,
                version,
                Map.of(),
                id,
                null,
                0,
                Instant.EPOCH,
                null);
    }

    private static Party party(String agent, String version) {
        return new Party(agent, Version.of(version));
    }

    @Test
    void whatIsNotHandledYetOrGivenUpCounts() {
        log.open(billing, true);
        log.append(
                List.of(
                        event("a", "Orders", "1.0.0"),
                        event("b", "Orders", "2.0.0"),
                        event("c", "external", "9.0.0"),
                        event("d", "Orders", null)));
        assertThat(StoredVersions.of(log, "Billing"))
                .containsExactly(party("Orders", "1.0.0"), party("Orders", "2.0.0"));
        assertThat(StoredVersions.of(log, "Shipping")).isEmpty();

        log.settle(
                new Settlement(
                        List.of(new Progress(billing, 0, 1, List.of(), Counts.NONE)),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(letter(event("z", "Orders", "0.1.0"))),
                        List.of()));
        assertThat(StoredVersions.of(log, "Billing"))
                .containsExactly(party("Orders", "0.1.0"), party("Orders", "2.0.0"));
    }

    private DeadLetter letter(EventData event) {
        return new DeadLetter(
                "l",
                billing,
                "on",
                event,
                1,
                "HANDLER_FAILED",
                "no",
                "",
                List.of(),
                null,
                Instant.EPOCH,
                Status.DEAD,
                null);
    }
}
