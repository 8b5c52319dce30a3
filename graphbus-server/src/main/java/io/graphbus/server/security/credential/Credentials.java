package io.graphbus.server.security.credential;

/** One kind of bearer token. Any thread. */
public interface Credentials {

    /** Whether a token is of this kind; the first kind that says so decides about it. */
    boolean claims(String token);

    /**
     * Whom a token of this kind stands for.
     *
     * @throws RefusedToken when it is none of ours, or not any more
     * @throws io.graphbus.problem.GraphBusException when that cannot be found out now
     */
    Caller authenticate(String token);
}
