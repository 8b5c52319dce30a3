package io.graphbus.coherence;

import io.graphbus.coherence.evidence.Outcome;
import io.graphbus.migration.delivery.DeliverySignal;
import io.graphbus.migration.delivery.DeliverySignal.PayloadRefused;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was said of deliveries that are not over yet: that their payload was migrated or refused. It
 * is kept until the delivery is made, skipped or given up, so that each counts once however often
 * it was tried; one that nothing more is heard of is forgotten. Where there are too many, the
 * longest migrated are forgotten first, refusals that fail never. Usable from any thread.
 */
final class OnTheWay {

    private static final int MOST = 10_000;
    private static final int PART = 100;
    private static final long PATIENCE = 600_000;
    private static final long PAUSE = 60_000;

    private final Map<Delivery, Said> said = new ConcurrentHashMap<>();
    private long stuck = -PAUSE;

    private record Delivery(String event, String agent, String subscription) {}

    private record Said(Outcome outcome, long millis) {

        /** Of two refusals the one that says more: that the payload is of another version. */
        Said and(Said next) {
            return next.outcome == Outcome.VIOLATED && !outcome.isValid() ? this : next;
        }
    }

    boolean isEmpty() {
        return said.isEmpty();
    }

    void put(DeliverySignal signal, Outcome outcome, long millis) {
        if (said.size() >= MOST) {
            makeRoom(millis);
        }
        boolean fails = signal instanceof PayloadRefused refused && refused.enforced();
        if (fails || said.size() < MOST) {
            said.merge(
                    new Delivery(signal.event().id(), signal.agent(), signal.subscription()),
                    new Said(outcome, millis),
                    Said::and);
        }
    }

    private synchronized void makeRoom(long millis) {
        if (said.size() < MOST || Math.abs(millis - stuck) < PAUSE) {
            return;
        }
        said.values().removeIf(s -> millis - s.millis > PATIENCE);
        said.entrySet().stream()
                .filter(entry -> entry.getValue().outcome == Outcome.MIGRATED)
                .sorted(Comparator.comparingLong(entry -> entry.getValue().millis))
                .limit(PART)
                .map(Map.Entry::getKey)
                .toList()
                .forEach(said::remove);
        if (said.size() >= MOST) {
            stuck = millis;
        }
    }

    Outcome take(String event, String agent, String subscription) {
        Said last = said.remove(new Delivery(event, agent, subscription));
        return last == null ? Outcome.PASSED : last.outcome;
    }
}
