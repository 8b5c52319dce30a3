package io.graphbus.test.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/** Who can go on, and who waits until when; each in the order of being started. */
final class Line {

    private static final Comparator<Actor> BY_NUMBER = Comparator.comparingInt(a -> a.number);

    private final List<Actor> ready = new ArrayList<>();
    private final TreeSet<Actor> waiting = new TreeSet<>(BY_NUMBER);

    void add(Actor actor) {
        ready.add(actor);
    }

    void end(Actor actor) {
        actor.ended = true;
        ready.remove(actor);
    }

    boolean isEmpty() {
        return ready.isEmpty() && waiting.isEmpty();
    }

    /** How many can go on. */
    int ready() {
        return ready.size();
    }

    Actor draw(Random choices) {
        return ready.get(choices.nextInt(ready.size()));
    }

    void await(Actor actor, Object blocker, long due) {
        actor.waiting = true;
        actor.blocker = blocker;
        actor.due = due;
        ready.remove(actor);
        waiting.add(actor);
    }

    void goOn(Actor actor) {
        actor.waiting = false;
        actor.blocker = "";
        waiting.remove(actor);
        int at = Collections.binarySearch(ready, actor, BY_NUMBER);
        ready.add(at < 0 ? -at - 1 : at, actor);
    }

    /** When the first that waits goes on by itself. */
    long due() {
        return waiting.stream().mapToLong(actor -> actor.due).min().orElse(Actor.NEVER);
    }

    /** Whoever has waited for the time goes on. */
    void release(long now) {
        for (Actor actor : List.copyOf(waiting)) {
            if (actor.due <= now) {
                goOn(actor);
            }
        }
    }

    Collection<Actor> waiting() {
        return waiting;
    }
}
