package io.graphbus.test.simulation;

import io.graphbus.conduct.Conductor.Point;
import java.util.ArrayList;
import java.util.List;

/** A hash over all steps of a run, and the last of them. Written by whoever has the baton. */
final class Trace {

    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final int REMEMBERED = 25;

    private final Step[] last = new Step[REMEMBERED];
    private long hash = FNV_START;
    private volatile long steps;

    private record Step(Point point, Actor actor, Object subject) {
        @Override
        public String toString() {
            return actor + " " + point + (subject.equals("") ? "" : " " + subject);
        }
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the holder of the baton
    void add(Point point, Actor actor, Object subject) {
        add(point.ordinal());
        add(actor.number);
        add(actor.name);
        if (subject instanceof String text) {
            add(text);
        }
        last[(int) (steps % REMEMBERED)] = new Step(point, actor, subject);
        steps++;
    }

    private void add(int value) {
        hash = (hash ^ value) * FNV_PRIME;
    }

    private void add(String text) {
        for (int i = 0; i < text.length(); i++) {
            add(text.charAt(i));
        }
    }

    long steps() {
        return steps;
    }

    Interleaving interleaving(long seed) {
        List<String> words = new ArrayList<>();
        for (long i = Math.max(0, steps - REMEMBERED); i < steps; i++) {
            words.add(i + " " + last[(int) (i % REMEMBERED)]);
        }
        return new Interleaving(seed, steps, String.format("%016x", hash), words);
    }
}
