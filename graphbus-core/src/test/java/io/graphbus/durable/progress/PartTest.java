package io.graphbus.durable.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.store.log.Progress;
import io.graphbus.store.log.Progress.Counts;
import io.graphbus.store.log.Reader;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartTest {

    private static final Reader BILLING = new Reader("Billing", "orders");

    private final Part part = new Part(3);

    private Progress progress(long looked) {
        Progress now = part.progress(BILLING, looked, (last, holes) -> {});
        assertThat(now).isNotNull();
        return now;
    }

    @Test
    void whatIsLeftToTheNextOwnerIsNotPassedWhenOtherPartsAreTakenOver() {
        part.own(new Progress(BILLING, 3, 0, List.of(), Counts.NONE), List.of(), Set.of());
        part.closing(5);
        assertThat(part.wants(6, false)).isFalse();
        part.looked(9);
        assertThat(progress(9)).extracting(Progress::cursor).isEqualTo(5L);
    }
}
