package io.graphbus.server.migration.history;

import io.graphbus.store.HistoryLine;
import io.graphbus.store.MigrationHistory;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The history in the database. Entries are committed one by one, so that what broke off is seen;
 * only those of {@link #together} come with what they tell of. One server at a time holds the
 * history, by a row that it keeps locked meanwhile.
 */
@Component
class JpaMigrationHistory implements MigrationHistory {

    private final HistoryRepository lines;
    private final ReentrantLock own = new ReentrantLock();
    private final TransactionTemplate holding;
    private final TransactionTemplate outside;
    private final TransactionTemplate joining;

    JpaMigrationHistory(HistoryRepository lines, PlatformTransactionManager manager) {
        this.lines = lines;
        this.holding = template(manager, TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.outside = template(manager, TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
        this.joining = template(manager, TransactionDefinition.PROPAGATION_REQUIRED);
    }

    private static TransactionTemplate template(PlatformTransactionManager manager, int behavior) {
        TransactionTemplate template = new TransactionTemplate(manager);
        template.setPropagationBehavior(behavior);
        return template;
    }

    @Override
    public void append(Entry entry) {
        exclusively(() -> joining.execute(tx -> lines.save(after(last(), entry))));
    }

    private HistoryEntity last() {
        return lines.findFirstByOrderByPositionDesc().orElseGet(() -> new HistoryEntity(0, ""));
    }

    private static HistoryEntity after(HistoryEntity last, Entry entry) {
        String previous =
                last.position() == 0 ? "" : HistoryLine.hash(last.line(), place(last.position()));
        return new HistoryEntity(last.position() + 1, HistoryLine.of(entry, previous));
    }

    private static String place(long position) {
        return "graphbus_migration_entry:" + position;
    }

    @Override
    public List<Kept> entries() {
        List<HistoryEntity> all = lines.findAllByOrderByPosition();
        return HistoryLine.read(
                all.stream().map(HistoryEntity::line).toList(),
                number -> place(all.get(number - 1).position()));
    }

    @Override
    public <T> T exclusively(Supplier<T> work) {
        own.lock();
        try {
            return own.getHoldCount() > 1 ? work.get() : alone(work);
        } finally {
            own.unlock();
        }
    }

    private <T> T alone(Supplier<T> work) {
        return Objects.requireNonNull(
                holding.execute(
                        tx -> {
                            lines.hold();
                            return outside.execute(none -> work.get());
                        }));
    }

    @Override
    public void together(Runnable work) {
        joining.executeWithoutResult(tx -> work.run());
    }
}
