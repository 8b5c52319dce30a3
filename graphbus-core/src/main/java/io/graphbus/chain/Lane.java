package io.graphbus.chain;

import io.graphbus.mailbox.Mailbox;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One lane of an agent: its mailbox, and the execution that holds its turn now. */
public final class Lane {

    private static final VarHandle OWNER = owner(MethodHandles.lookup());

    private final String agent;
    private final int number;
    private final Mailbox mailbox;
    private @Nullable Execution owner;

    /**
     * A lane with its mailbox.
     *
     * @param number among the agent's lanes, from 0
     * @param mailbox made from the lane, for whoever receives its mail
     */
    public Lane(String agent, int number, Function<Lane, Mailbox> mailbox) {
        this.agent = agent;
        this.number = number;
        this.mailbox = mailbox.apply(this);
    }

    public String agent() {
        return agent;
    }

    public int number() {
        return number;
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    @Nullable Execution owner() {
        return (Execution) OWNER.getAcquire(this);
    }

    void owner(@Nullable Execution execution) {
        OWNER.setRelease(this, execution);
    }

    private static VarHandle owner(MethodHandles.Lookup lookup) {
        try {
            return lookup.findVarHandle(Lane.class, "owner", Execution.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
