package io.graphbus.coherence;

import io.graphbus.coherence.evidence.Outcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was said of deliveries that are not over yet: that their payload was migrated or refused. It
 * is kept until the delivery is made or given up, so that each counts once however often it was
 * tried; one that nothing more is heard of is forgotten. Usable from any thread.
 */
final class OnTheWay {

    private static final int MOST = 10_000;
    private static final long PATIENCE = 600_000;
    private static final long PAUSE = 60_000;

    private final Map<Delivery, Said> said = new ConcurrentHashMap<>();
    private volatile long cleared;

    private record Delivery(String event, String agent, String subscription) {}

    private record Said(Outcome outcome, long millis) {}

    boolean isEmpty() {
        return said.isEmpty();
    }

    void put(String event, String agent, String subscription, Outcome outcome, long millis) {
        if (said.size() >= MOST) {
            clear(millis);
        }
        if (said.size() < MOST) {
            said.put(new Delivery(event, agent, subscription), new Said(outcome, millis));
        }
    }

    private void clear(long millis) {
        if (millis - cleared > PAUSE) {
            cleared = millis;
            said.values().removeIf(s -> millis - s.millis > PATIENCE);
        }
    }

    Outcome take(String event, String agent, String subscription) {
        Said last = said.remove(new Delivery(event, agent, subscription));
        return last == null ? Outcome.PASSED : last.outcome;
    }
}
