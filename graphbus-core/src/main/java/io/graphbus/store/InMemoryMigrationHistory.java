package io.graphbus.store;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Keeps the history as long as the process lives. Safe for use by many threads. */
public final class InMemoryMigrationHistory implements MigrationHistory {

    private final CopyOnWriteArrayList<Kept> entries = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();

    @Override
    public void append(Entry entry) {
        entries.add(new Kept(entry, true));
    }

    @Override
    public List<Kept> entries() {
        return List.copyOf(entries);
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
