package io.graphbus.durable;

import io.graphbus.bus.Envelope;
import io.graphbus.bus.Outlet;
import io.graphbus.durable.append.Unreadable;
import io.graphbus.durable.progress.Part;
import io.graphbus.durable.putoff.PutOff;
import io.graphbus.signal.EngineSignal.DeliverySkipped.Reason;
import io.graphbus.store.log.DeadLetter;
import org.jspecify.annotations.Nullable;

/** One delivery of a kept event, in a mailbox or being made. */
final class Delivering extends Outlet.Tracked {

    private final Feed feed;
    private final long position;
    private final Part part;
    private final int epoch;

    /** Its place in the window; negative when it was put off before, or is replayed. */
    private final int slot;

    private final @Nullable PutOff again;

    Delivering(Feed feed, Envelope event, int to, Where where, @Nullable PutOff again) {
        super(event, to);
        this.feed = feed;
        this.position = where.position();
        this.part = where.part();
        this.epoch = part.epoch();
        this.slot = where.slot();
        this.again = again;
    }

    /**
     * Where it stands.
     *
     * @param slot in the window; negative for none
     */
    record Where(long position, Part part, int slot) {}

    /** Whether its part is still ours, and has been since it was begun. */
    boolean isOurs() {
        return part.isOwned() && part.epoch() == epoch;
    }

    long position() {
        return position;
    }

    Part part() {
        return part;
    }

    /** Of its part when it was begun. */
    int epoch() {
        return epoch;
    }

    int windowSlot() {
        return slot;
    }

    @Nullable PutOff again() {
        return again;
    }

    /** A replay may ask for another version of the payload. */
    @Override
    public Envelope read() {
        if (envelope().payload() instanceof Unreadable kept) {
            throw kept.problem().toException();
        }
        feed.outcomes.begin();
        DeadLetter letter = again == null ? null : again.letter;
        return letter == null || letter.migrateTo() == null
                ? envelope()
                : feed.outcomes.migrated(letter);
    }

    @Override
    public boolean admits() {
        return feed.outcomes.admits(this);
    }

    @Override
    public @Nullable Throwable completed() {
        return feed.outcomes.completed(this);
    }

    @Override
    public Outlet.Failure failed(Throwable cause) {
        return feed.outcomes.failed(this, cause);
    }

    @Override
    public void skipped(Reason why) {
        feed.outcomes.skipped(this, why);
    }
}
