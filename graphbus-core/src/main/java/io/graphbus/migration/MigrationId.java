package io.graphbus.migration;

import io.graphbus.schema.Version;

/** What a migration is known by; two of the same id are the same migration. */
public record MigrationId(String agent, Subject subject, Version from, Version to) {

    /** Such as {@code Orders:payload:/order/created:1.0.0:2.0.0}. */
    public String text() {
        return agent + ":" + subject.text() + ":" + from.text() + ":" + to.text();
    }

    @Override
    public String toString() {
        return text();
    }
}
