package io.graphbus.store.log;

import org.junit.jupiter.api.Nested;

/** What every log of events promises. */
public abstract class AnyEventLog {

    /** The same, empty log during one test. */
    protected abstract EventLog log();

    @Nested
    class Appending extends AppendPromises {
        @Override
        protected EventLog log() {
            return AnyEventLog.this.log();
        }
    }

    @Nested
    class ForLater extends LaterPromises {
        @Override
        protected EventLog log() {
            return AnyEventLog.this.log();
        }
    }

    @Nested
    class Readers extends ReaderPromises {
        @Override
        protected EventLog log() {
            return AnyEventLog.this.log();
        }
    }

    @Nested
    class Standings extends StandingPromises {
        @Override
        protected EventLog log() {
            return AnyEventLog.this.log();
        }
    }

    @Nested
    class Claiming extends ClaimPromises {
        @Override
        protected EventLog log() {
            return AnyEventLog.this.log();
        }
    }

    @Nested
    class Searching extends SearchPromises {
        @Override
        protected EventLog log() {
            return AnyEventLog.this.log();
        }
    }

    @Nested
    class Trimming extends TrimPromises {
        @Override
        protected EventLog log() {
            return AnyEventLog.this.log();
        }
    }

    @Nested
    class Letters extends LetterPromises {
        @Override
        protected EventLog log() {
            return AnyEventLog.this.log();
        }
    }

    @Nested
    class Names extends NamePromises {
        @Override
        protected EventLog log() {
            return AnyEventLog.this.log();
        }
    }
}
