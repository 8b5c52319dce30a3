package io.graphbus.store.log.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of things in memory: what a thread changes in one is held back until its end. Safe
 * for use by many threads.
 */
public final class Held {

    private final ReentrantLock lock = new ReentrantLock();
    private final ThreadLocal<@Nullable Transaction> current = new ThreadLocal<>();

    /** Used by the thread it belongs to. */
    public final class Transaction {
        private final List<Runnable> changes = new ArrayList<>();
        private final List<Consumer<Boolean>> ended = new ArrayList<>();
        private final KeyLocks.Holder keys = new KeyLocks.Holder();

        private Transaction() {}

        public KeyLocks.Holder keys() {
            return keys;
        }

        /**
         * Has this done, whatever is changed with it, when the transaction commits.
         *
         * @param told whether it has, after that
         */
        public void change(Runnable change, Consumer<Boolean> told) {
            changes.add(change);
            ended.add(told);
        }
    }

    /** Does work while no other thread does such work. */
    public <T> T alone(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Does it alone: now, or at the end of the calling thread's transaction. */
    public void change(Runnable change) {
        Transaction transaction = current.get();
        if (transaction == null) {
            apply(List.of(change));
        } else {
            transaction.changes.add(change);
        }
    }

    private void apply(List<Runnable> changes) {
        lock.lock();
        try {
            changes.forEach(Runnable::run);
        } finally {
            lock.unlock();
        }
    }

    /** The calling thread's transaction. */
    public Optional<Transaction> transaction() {
        return Optional.ofNullable(current.get());
    }

    /** Does work in the calling thread's transaction, or in one that ends with the work. */
    public void together(Runnable work) {
        if (current.get() != null) {
            work.run();
            return;
        }
        Transaction transaction = new Transaction();
        current.set(transaction);
        boolean committed = false;
        try {
            work.run();
            apply(transaction.changes);
            committed = true;
        } finally {
            current.remove();
            for (Consumer<Boolean> told : transaction.ended) {
                told.accept(committed);
            }
        }
    }
}
