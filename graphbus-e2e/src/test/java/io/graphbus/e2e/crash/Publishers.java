package io.graphbus.e2e.crash;

import io.graphbus.e2e.process.Served;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Publishes to servers until they are gone. Each account belongs to one thread, which numbers its
 * entries; what was not accepted for sure is not sent again.
 */
final class Publishers {

    private static final int THREADS = 4;
    private static final int ACCOUNTS = 5;

    private final List<Account> accounts = new ArrayList<>();

    /** An account with its last number and what was accepted of it. */
    private static final class Account {
        private final String name;
        private final List<Integer> accepted = new ArrayList<>();
        private int number;

        Account(String name) {
            this.name = name;
        }

        /** Whether the server answered. */
        boolean post(Served server) {
            String json =
                    "{\"topic\":\"%s\",\"key\":\"%s\",\"payload\":{\"account\":\"%s\",\"number\":%d}}"
                            .formatted(Bookkeeping.TOPIC, name, name, ++number);
            try {
                if (server.post("/api/v1/events", json).status() == 202) {
                    accepted.add(number);
                }
                return true;
            } catch (UncheckedIOException e) {
                return false;
            }
        }
    }

    Publishers() {
        for (int i = 0; i < THREADS * ACCOUNTS; i++) {
            accounts.add(new Account("account" + i));
        }
    }

    /** Publishes on all threads until the server does not answer any more. */
    List<Future<?>> publishTo(Served server) {
        List<Future<?>> running = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (int thread = 0; thread < THREADS; thread++) {
            List<Account> own = accounts.subList(thread * ACCOUNTS, (thread + 1) * ACCOUNTS);
            running.add(
                    threads.submit(
                            () -> {
                                int next = 0;
                                while (own.get(next++ % ACCOUNTS).post(server)) {
                                    Thread.onSpinWait();
                                }
                            }));
        }
        threads.shutdown();
        return running;
    }

    /** What the server has said it has, by account. */
    Map<String, List<Integer>> accepted() {
        Map<String, List<Integer>> accepted = new TreeMap<>();
        accounts.forEach(account -> accepted.put(account.name, List.copyOf(account.accepted)));
        return accepted;
    }

    /** The last number that was sent, by account. */
    Map<String, Integer> sent() {
        Map<String, Integer> sent = new TreeMap<>();
        accounts.forEach(account -> sent.put(account.name, account.number));
        return sent;
    }
}
