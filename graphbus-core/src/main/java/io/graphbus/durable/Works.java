package io.graphbus.durable;

import io.graphbus.bus.Envelope;
import io.graphbus.durable.putoff.PutOff;
import io.graphbus.retry.Retried;
import io.graphbus.store.log.DeadLetter;
import io.graphbus.store.log.EventData;
import io.graphbus.store.log.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What deliveries are made with. */
interface Works {

    /** Puts a delivery into its mailbox. */
    void put(Delivering delivery);

    /** Has a delivery made once more after a pause. */
    void after(Duration pause, Feed feed, PutOff again);

    /** Has one made that has its key's turn now. */
    void now(Feed feed, PutOff again);

    /** There may be room again, or something to keep. */
    void stir();

    Notes notes();

    Instant time();

    EventData data(Envelope event);

    /** An event that is read, as this graph's. */
    Envelope restored(StoredEvent event);

    /** What orders a letter's event at a subscription; {@code null} for nothing. */
    @Nullable String key(Feed feed, DeadLetter letter);

    /** A letter's event in the version that its replay asks for. */
    Envelope migrated(DeadLetter letter);

    /** The pause before the next attempt. */
    Duration pause(Retried to, int failures);

    /** Whether what is returned is to be made by somebody else. */
    boolean isOver();

    /** What is kept together with agents' state. */
    Commits commits();
}
