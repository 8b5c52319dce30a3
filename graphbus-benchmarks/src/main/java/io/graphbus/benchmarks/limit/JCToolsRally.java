package io.graphbus.benchmarks.limit;

import io.graphbus.benchmarks.peer.Payload;
import io.graphbus.benchmarks.rally.Rally;
import io.graphbus.benchmarks.rally.Rounds;
import java.util.concurrent.ForkJoinPool;

/** Two JCTools mailboxes on a pool. */
public final class JCToolsRally implements Rally {

    private static final int CAPACITY = 1024;

    private final Payload ball = new Payload(1, "ball");
    private final ForkJoinPool pool = JCToolsPeer.pool();
    private final BoundedMailbox first;
    private final BoundedMailbox second;

    public JCToolsRally(Rounds rounds) {
        second = new BoundedMailbox(this::toFirst, pool, CAPACITY);
        first =
                new BoundedMailbox(
                        hit -> {
                            if (rounds.hit()) {
                                second.put(hit);
                            }
                        },
                        pool,
                        CAPACITY);
    }

    private void toFirst(Payload hit) {
        first.put(hit);
    }

    @Override
    public void serve() {
        first.put(ball);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
