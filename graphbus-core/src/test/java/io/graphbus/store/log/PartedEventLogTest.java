package io.graphbus.store.log;

class PartedEventLogTest extends AnyEventLog {

    private final EventLog log = new InMemoryEventLog(16, System::nanoTime);

    @Override
    protected EventLog log() {
        return log;
    }
}
