package io.graphbus.problem;

/**
 * Every kind of problem, with its weight and what it means to a caller. Documented in
 * docs/problems.md.
 */
public enum ProblemCode {
    // what stands in sources and classes
    COMPILE_ERROR(Kind.FINDING),
    NO_AGENTS(Kind.FINDING),
    DUPLICATE_AGENT(Kind.FINDING),
    DUPLICATE_SUBSCRIPTION(Kind.FINDING),
    UNKNOWN_DEPENDENCY(Kind.FINDING),
    DEPENDENCY_CYCLE(Kind.FINDING),
    OVERLOADED_METHOD(Kind.FINDING),
    INVALID_AGENT(Kind.FINDING),
    INVALID_NAME(Kind.FINDING),
    INVALID_KEY(Kind.FINDING),
    INVALID_TOPIC(Kind.FINDING),
    INVALID_HANDLER(Kind.FINDING),
    INVALID_METHOD(Kind.FINDING),
    INVALID_DEFAULT(Kind.FINDING),
    INVALID_VERSION(Kind.FINDING),
    INVALID_FILTER(Kind.FINDING),
    INVALID_RETRY(Kind.FINDING),
    INVALID_STATE_TYPE(Kind.FINDING),
    NOT_CONSTRUCTIBLE(Kind.FINDING),
    PAYLOAD_MISMATCH(Kind.FINDING),
    UNSUPPORTED_TYPE(Kind.FINDING),
    DEPENDENCY_MISSING(Kind.FINDING, Severity.WARNING),
    UNREADABLE_TYPE(Kind.FINDING, Severity.WARNING),
    EVENT_AMPLIFICATION(Kind.FINDING, Severity.WARNING),
    NO_SUBSCRIBER(Kind.FINDING, Severity.NOTE),
    NO_PUBLISHER(Kind.FINDING, Severity.WARNING),
    VERSION_NOT_READ(Kind.FINDING, Severity.WARNING),
    MIGRATION_LAW_BROKEN(Kind.FINDING),
    PARAMETER_NAMES_MISSING(Kind.FINDING, Severity.WARNING),
    COMPILE_WARNING(Kind.FINDING, Severity.WARNING),

    // files, arguments, environment
    USAGE(Kind.USAGE),
    DIRECTORY_MISSING(Kind.USAGE),
    INPUT_UNREADABLE(Kind.USAGE),
    ARTIFACTS_MISSING(Kind.USAGE),
    ARTIFACTS_UNREADABLE(Kind.USAGE),
    ARTIFACTS_NEWER(Kind.USAGE),
    OUTPUT_NOT_WRITABLE(Kind.USAGE),
    ALREADY_EXISTS(Kind.USAGE),
    JDK_REQUIRED(Kind.USAGE),
    PORT_IN_USE(Kind.USAGE),
    DATABASE_UNREACHABLE(Kind.UNAVAILABLE),
    DATABASE_IN_USE(Kind.USAGE),
    SERVER_UNREACHABLE(Kind.UNREACHABLE),
    INVALID_CONFIGURATION(Kind.USAGE),
    CONTRACT_DAMAGED(Kind.USAGE),
    MIGRATION_HISTORY_DAMAGED(Kind.USAGE),
    DEPLOYMENTS_DAMAGED(Kind.USAGE),
    COHERENCE_DAMAGED(Kind.USAGE),

    // calls and events
    UNKNOWN_AGENT(Kind.NOT_FOUND),
    UNKNOWN_METHOD(Kind.NOT_FOUND),
    UNKNOWN_SUBSCRIPTION(Kind.NOT_FOUND),
    UNKNOWN_EVENT(Kind.NOT_FOUND),
    UNKNOWN_BUILD(Kind.NOT_FOUND),
    UNKNOWN_APPLICATION(Kind.NOT_FOUND),
    UNKNOWN_KEY(Kind.NOT_FOUND),
    UNKNOWN_DEAD_LETTER(Kind.NOT_FOUND),
    NOT_FOUND(Kind.NOT_FOUND),
    INVALID_JSON(Kind.INVALID),
    INVALID_SCHEMA(Kind.INVALID),
    INVALID_ARGUMENTS(Kind.INVALID),
    INVALID_REQUEST(Kind.INVALID),
    INVALID_PAYLOAD(Kind.INVALID),
    INVALID_CLOUDEVENT(Kind.INVALID),
    INVALID_CONTRACT(Kind.INVALID),
    INVALID_MIGRATION(Kind.INVALID),
    INVALID_UPLOAD(Kind.INVALID),
    PAYLOAD_TOO_LARGE(Kind.TOO_LARGE),
    AGENT_FAILED(Kind.FAILED),
    START_FAILED(Kind.FAILED),
    INTERNAL_ERROR(Kind.FAILED),
    NOT_DETERMINISTIC(Kind.FAILED),
    CALL_TIMEOUT(Kind.TIMEOUT),
    CALL_DEADLOCK(Kind.CONFLICT),
    CALL_CANCELLED(Kind.UNAVAILABLE),
    NOT_STARTED(Kind.UNAVAILABLE),
    STOPPED(Kind.UNAVAILABLE),
    BUS_DISABLED(Kind.UNAVAILABLE),
    NO_EVENT_LOG(Kind.CONFLICT),
    BUS_OVERLOADED(Kind.OVERLOADED),
    ENGINE_SATURATED(Kind.OVERLOADED, Severity.WARNING),
    AGENT_STUCK(Kind.TIMEOUT, Severity.WARNING),
    QUEUE_FULL(Kind.OVERLOADED),
    EVENT_LOOP(Kind.FAILED),
    EVENT_LOST(Kind.FAILED, Severity.WARNING),
    SUBSCRIPTION_GONE(Kind.NOT_FOUND, Severity.WARNING),
    SUBSCRIPTION_UNNAMED(Kind.FINDING, Severity.WARNING),
    STATE_APART(Kind.FINDING, Severity.WARNING),
    STATE_CORRUPT(Kind.FAILED, Severity.WARNING),
    STATE_NOT_SAVED(Kind.FAILED, Severity.WARNING),
    STATE_VERSION(Kind.FAILED, Severity.WARNING),
    MIGRATION_FAILED(Kind.FAILED),
    MIGRATION_CHANGED(Kind.CONFLICT),
    NO_MIGRATION_PATH(Kind.CONFLICT),
    MIGRATION_BLOCKED(Kind.CONFLICT),
    MIGRATION_CYCLE(Kind.CONFLICT),
    CONTRACT_CONFLICT(Kind.CONFLICT),
    CONTRACT_VERSION_TOO_LOW(Kind.CONFLICT),
    AGENT_TAKEN(Kind.CONFLICT),
    PRECONDITION_FAILED(Kind.PRECONDITION),
    BUILD_NOT_ACTIVATABLE(Kind.CONFLICT),
    BUILD_TIMEOUT(Kind.TIMEOUT),
    ACTIVATIONS_STUCK(Kind.UNAVAILABLE),
    CONFLICT(Kind.CONFLICT),
    IDEMPOTENCY_KEY_REUSED(Kind.UNPROCESSABLE),
    IDEMPOTENCY_KEY_BUSY(Kind.CONFLICT),
    UNAUTHORIZED(Kind.UNAUTHORIZED),
    FORBIDDEN(Kind.FORBIDDEN),
    REQUEST_TIMEOUT(Kind.INVALID),
    ISSUER_UNREACHABLE(Kind.UNAVAILABLE),
    METHOD_NOT_ALLOWED(Kind.INVALID),
    NOT_ACCEPTABLE(Kind.INVALID),
    UNSUPPORTED_MEDIA_TYPE(Kind.UNSUPPORTED_MEDIA_TYPE);

    private final Kind kind;
    private final Severity severity;

    ProblemCode(Kind kind) {
        this(kind, Severity.ERROR);
    }

    ProblemCode(Kind kind, Severity severity) {
        this.kind = kind;
        this.severity = severity;
    }

    public Kind kind() {
        return kind;
    }

    public Severity severity() {
        return severity;
    }

    /** What a problem means to whoever asked; exit codes and HTTP statuses are chosen by it. */
    public enum Kind {
        /** The input was read and found wrong: exit code 1. */
        FINDING,
        /** The command, a path or the environment is wrong: exit code 2. */
        USAGE,
        /** No server answered: exit code 3. */
        UNREACHABLE,
        /** A name that does not exist: 404. */
        NOT_FOUND,
        /** A request that cannot be understood: 400. */
        INVALID,
        TOO_LARGE,
        UNSUPPORTED_MEDIA_TYPE,
        CONFLICT,
        /** A request that is understood and contradicts an earlier one: 422. */
        UNPROCESSABLE,
        /** Something changed since the sender looked: 412. */
        PRECONDITION,
        OVERLOADED,
        UNAVAILABLE,
        TIMEOUT,
        UNAUTHORIZED,
        FORBIDDEN,
        /** Something that was asked for correctly went wrong: 500. */
        FAILED
    }
}
