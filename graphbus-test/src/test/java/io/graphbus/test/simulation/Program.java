package io.graphbus.test.simulation;

import io.graphbus.agent.Priority;
import io.graphbus.mailbox.Overflow;
import io.graphbus.retry.RetryPolicy;
import io.graphbus.runtime.RuntimeOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What tasks and handlers do in one run, drawn from its seed.
 *
 * @param flat whether handlers publish nothing, so that no mailbox may be more than full
 */
record Program(int capacity, Overflow overflow, boolean flat, List<List<Act>> tasks) {

    private static final String[] TOPICS = {"/A", "/B", "/C"};
    private static final String[] AGENTS = {"Single", "Twin", "Triple", "Waiter", "Quiet"};

    enum Kind {
        PUBLISH,
        CALL,
        CALL_AND_WAIT,
        CALL_AND_GO_ON,
        FAIL,
        PAUSE
    }

    /** One thing to do; what is published or called does {@code then}. */
    record Act(
            Kind kind,
            String target,
            @Nullable String key,
            @Nullable Priority priority,
            List<Act> then) {}

    static Program draw(Random random) {
        int capacity = 1 + random.nextInt(8);
        Overflow overflow = Overflow.values()[random.nextInt(3)];
        boolean flat = random.nextBoolean();
        List<List<Act>> tasks = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            tasks.add(acts(random, 1 + random.nextInt(7), 0, flat));
        }
        return new Program(capacity, overflow, flat, tasks);
    }

    private static List<Act> acts(Random random, int count, int depth, boolean flat) {
        List<Act> acts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            acts.add(act(random, depth, flat));
        }
        return acts;
    }

    private static Act act(Random random, int depth, boolean flat) {
        Kind kind = kind(random, depth, flat);
        boolean publishes = kind == Kind.PUBLISH;
        String[] targets = publishes ? TOPICS : AGENTS;
        return new Act(
                kind,
                targets[random.nextInt(targets.length)],
                publishes && random.nextBoolean() ? "k" + random.nextInt(3) : null,
                publishes && random.nextInt(4) == 0 ? Priority.values()[random.nextInt(4)] : null,
                depth < 3 ? acts(random, random.nextInt(3 - depth), depth + 1, flat) : List.of());
    }

    private static Kind kind(Random random, int depth, boolean flat) {
        int dice = random.nextInt(20);
        if (depth == 0) {
            return dice < 12 ? Kind.PUBLISH : dice < 16 ? Kind.CALL : Kind.CALL_AND_GO_ON;
        }
        if (dice < 6) {
            return flat ? Kind.PAUSE : Kind.PUBLISH;
        }
        return dice < 10
                ? Kind.CALL
                : dice < 13
                        ? Kind.CALL_AND_WAIT
                        : dice < 15 ? Kind.CALL_AND_GO_ON : dice < 16 ? Kind.FAIL : Kind.PAUSE;
    }

    RuntimeOptions options() {
        return RuntimeOptions.builder()
                .mailboxCapacity(capacity)
                .overflow(overflow)
                .retry(RetryPolicy.NONE)
                .build();
    }

    /**
     * How many events may wait for one lane. Where the oldest makes room, one more for each
     * publisher that has a place but has not put its event there yet: that cannot be dropped.
     */
    int bound() {
        if (overflow == Overflow.DROP_OLDEST) {
            return flat ? capacity + tasks.size() - 1 : Integer.MAX_VALUE / 8;
        }
        return flat ? capacity : 2 * capacity;
    }
}
