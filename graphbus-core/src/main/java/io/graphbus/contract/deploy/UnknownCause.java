package io.graphbus.contract.deploy;

import java.util.Locale;

/** Why a gate does not know. */
public enum UnknownCause {
    /** What is live has no registered contract. */
    NO_CONTRACT,
    /** Neither proved nor refuted. */
    INDETERMINATE,
    /** Nothing at all is known of the environment. */
    NOTHING_RECORDED,
    /** The other end of an edge is not recorded there. */
    PEER_NOT_DEPLOYED;

    /** Such as {@code no-contract}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
