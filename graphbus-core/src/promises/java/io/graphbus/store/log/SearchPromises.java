package io.graphbus.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.graphbus.store.log.EventLog.Query;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking for events. */
abstract class SearchPromises extends LogPromises {

    private long[] at = {};

    @BeforeEach
    void fill() {
        at =
                log().append(
                                List.of(
                                        event("a", "/Order/Created", "k1", NOON),
                                        event("b", "/Order/Paid", "k2", NOON.plusSeconds(1)),
                                        event("c", "/Order/Line/Added", "k1", NOON.plusSeconds(2)),
                                        event("d", "/Orders", null, NOON.plusSeconds(3)),
                                        event("e", "/Order/Created", "k2", NOON.plusSeconds(4)),
                                        event("f", "/O_der/Created", "k2", NOON.plusSeconds(5))));
    }

    private List<String> search(Query query) {
        return ids(log().search(query));
    }

    private static Query topic(String topic) {
        return new Query(topic, null, 0, Long.MAX_VALUE, null, null, false, 10);
    }

    @Test
    void everythingIsFoundNewestFirst() {
        Query all = new Query(null, null, 0, Long.MAX_VALUE, null, null, false, 10);
        assertThat(search(all)).containsExactly("f", "e", "d", "c", "b", "a");
        assertThat(search(new Query(null, null, 0, Long.MAX_VALUE, null, null, true, 2)))
                .containsExactly("a", "b");
        assertThat(search(new Query(null, null, at[1], at[3], null, null, false, 2)))
                .containsExactly("d", "c");
    }

    @Test
    void aTopicOrPatternSelects() {
        assertThat(search(topic("/Order/Created"))).containsExactly("e", "a");
        assertThat(search(topic("/Order/*"))).containsExactly("e", "b", "a");
        assertThat(search(topic("/Order/**"))).containsExactly("e", "c", "b", "a");
        assertThat(search(topic("/*/Created"))).containsExactly("f", "e", "a");
        assertThat(search(topic("/O_der/*"))).containsExactly("f");
        assertThat(search(topic("/*"))).containsExactly("d");
        assertThat(search(topic("/Nothing/**"))).isEmpty();
    }

    @Test
    void aKeySelects() {
        assertThat(search(new Query(null, "k2", 0, Long.MAX_VALUE, null, null, false, 10)))
                .containsExactly("f", "e", "b");
        assertThat(search(new Query("/Order/*", "k2", 0, at[1], null, null, false, 10)))
                .containsExactly("b");
    }

    @Test
    void aTimeSelects() {
        Query query =
                new Query(
                        null,
                        null,
                        0,
                        Long.MAX_VALUE,
                        NOON.plusSeconds(1),
                        NOON.plusSeconds(4),
                        true,
                        10);
        assertThat(search(query)).containsExactly("b", "c", "d");
    }

    @Test
    void allThatIsAskedForIsCounted() {
        assertThat(log().count(new Query(null, null, 0, Long.MAX_VALUE, null, null, false, 2)))
                .isEqualTo(6);
        assertThat(log().count(topic("/Order/Created"))).isEqualTo(2);
        assertThat(log().count(topic("/Order/**"))).isEqualTo(4);
        assertThat(log().count(topic("/Nothing/**"))).isZero();
        assertThat(log().count(new Query("/Order/*", "k2", at[1], at[4], null, null, true, 1)))
                .isEqualTo(2);
        assertThat(log().count(new Query("/Order/*", null, at[4] + 1, at[4], null, null, true, 1)))
                .isZero();
    }
}
