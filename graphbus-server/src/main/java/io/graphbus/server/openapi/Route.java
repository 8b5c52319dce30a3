package io.graphbus.server.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** One operation with its place, and what follows from that. */
record Route(String path, HttpMethod method, Operation operation) {

    private static final String API = "/api/v1/";
    private static final String CALL = API + "agents/{agent}/methods/{method}";
    private static final String EVENTS = API + "events";
    private static final String KEYS = API + "keys";

    /** Routes whose answers are kept by clients and asked for again by their tag. */
    private static final Set<String> TAGGED =
            Set.of(
                    API + "graph",
                    API + "agents",
                    API + "agents/{agent}",
                    API + "topics",
                    API + "subscriptions");

    /** What is in the database, by the beginnings of its paths. */
    private static final List<String> KEPT =
            List.of(
                    "agents/{agent}/state",
                    "applications",
                    "builds",
                    "contracts",
                    "deployments",
                    "keys",
                    "migrations");

    /** Comparisons, which are sent but change nothing, of what is named in them. */
    private static final Set<String> COMPARISONS =
            Set.of(
                    API + "contracts/can-deploy",
                    API + "contracts/diff",
                    API + "contracts/impact",
                    API + "contracts/validate");

    private static final String SUBSCRIPTION = API + "subscriptions/";
    private static final String LETTERS = API + "dead-letters";
    private static final String LOG = EVENTS + "/log";
    private static final String REPLAY = EVENTS + "/replay";
    private static final String CHECK = API + "schemas/check";
    private static final String MIGRATIONS = API + "migrations";
    private static final String TRIAL = MIGRATIONS + "/validate";

    boolean isTagged() {
        return isRead() && TAGGED.contains(path);
    }

    /** Whether it is open on loopback, as the access rules have it. */
    boolean isOpen() {
        return isRead() && !path.startsWith(KEYS)
                || path.equals(EVENTS)
                || path.equals(CALL)
                || path.equals(CHECK)
                || path.equals(TRIAL)
                || COMPARISONS.contains(path);
    }

    /** The statuses it may refuse with. */
    Set<Integer> refusals() {
        var statuses = new TreeSet<>(Set.of(401, 403, 500));
        if (path.contains("{") || COMPARISONS.contains(path) || namesInBody()) {
            statuses.add(404);
        }
        if (operation.getParameters() != null || operation.getRequestBody() != null) {
            statuses.add(400);
        }
        if (answers()) {
            statuses.add(406);
        }
        if (operation.getRequestBody() != null) {
            statuses.addAll(List.of(408, 413, 415));
        }
        statuses.addAll(ofWork());
        return statuses;
    }

    private Set<Integer> ofWork() {
        if (path.equals(CALL)) {
            return Set.of(409, 429, 503, 504);
        }
        if (path.equals(EVENTS) && !isRead() || path.equals(EVENTS + "/stream")) {
            return Set.of(429, 503);
        }
        if (path.startsWith(API + "builds") && !isRead()) {
            return Set.of(409, 503, 504);
        }
        boolean refuses = path.equals(API + "contracts") || path.startsWith(MIGRATIONS);
        if (refuses && !isRead() && !path.equals(TRIAL) || path.equals(MIGRATIONS + "/plan")) {
            return Set.of(409, 503);
        }
        if (path.startsWith(SUBSCRIPTION)
                || path.startsWith(LETTERS)
                || path.equals(LOG)
                || path.equals(REPLAY)) {
            return Set.of(409, 503);
        }
        return KEPT.stream().anyMatch(kept -> path.startsWith(API + kept)) ? Set.of(503) : Set.of();
    }

    /** Whether it names, beside its path, what it is about. */
    private boolean namesInBody() {
        return path.equals(MIGRATIONS + "/plan")
                || path.equals(MIGRATIONS + "/apply")
                || path.equals(LETTERS + "/replay")
                || path.equals(REPLAY);
    }

    private boolean isRead() {
        return method == HttpMethod.GET;
    }

    private boolean answers() {
        return operation.getResponses().values().stream()
                .anyMatch(response -> response.getContent() != null);
    }
}
