package io.graphbus.contract.deploy;

import java.util.Collection;

/** What a gate answers. */
public enum GateAnswer {
    YES,
    /** Not enough is known; never the same as yes. */
    UNKNOWN,
    NO;

    /** The gravest; yes where there is nothing. */
    static GateAnswer gravest(Collection<GateAnswer> answers) {
        return answers.stream().max(Enum::compareTo).orElse(YES);
    }
}
