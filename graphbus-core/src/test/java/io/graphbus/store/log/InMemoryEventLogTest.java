package io.graphbus.store.log;

class InMemoryEventLogTest extends AnyEventLog {

    private final EventLog log = new InMemoryEventLog();

    @Override
    protected EventLog log() {
        return log;
    }
}
