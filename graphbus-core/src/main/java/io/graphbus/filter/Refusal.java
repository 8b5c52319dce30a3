package io.graphbus.filter;

/** Carries a fault out of the compilation of a filter. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient FilterFault fault;

    Refusal(FilterFault fault, Throwable cause) {
        super(fault.message(), cause);
        this.fault = fault;
    }

    Refusal(FilterFault fault) {
        super(fault.message());
        this.fault = fault;
    }

    FilterFault fault() {
        return fault;
    }
}
