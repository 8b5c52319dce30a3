package io.graphbus.spring.transaction;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How events and transactions go together.
 *
 * @param publish When events that are published inside a transaction leave.
 */
@ConfigurationProperties("graphbus.transaction")
public record TransactionProperties(@DefaultValue("after-commit") Publish publish) {

    /** When events that are published inside a transaction leave. */
    public enum Publish {
        /** Once the transaction has committed; never when it rolls back. */
        AFTER_COMMIT,
        /** At once, whatever becomes of the transaction. */
        IMMEDIATELY
    }
}
