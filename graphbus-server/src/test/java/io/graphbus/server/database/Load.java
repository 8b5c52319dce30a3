package io.graphbus.server.database;

import static org.awaitility.Awaitility.await;

import io.graphbus.server.database.TestServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** One client that sends the same request over and over, and keeps the answers' statuses. */
public final class Load implements AutoCloseable {

    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private final Thread client;
    private volatile boolean closed;

    private Load(Supplier<Answer> request) {
        this.client = Thread.ofVirtual().start(() -> repeat(request));
    }

    public static Load of(Supplier<Answer> request) {
        return new Load(request);
    }

    /** Returns after so many more answers. */
    public void awaitMore(int answersMore) {
        int before = answers.size();
        await().atMost(Duration.ofMinutes(1)).until(() -> answers.size() >= before + answersMore);
    }

    /** Returns after so many more answers of one status. */
    public void awaitMore(int answersMore, int status) {
        long before = count(status);
        await().atMost(Duration.ofMinutes(1)).until(() -> count(status) >= before + answersMore);
    }

    public int count() {
        return answers.size();
    }

    /** Which statuses there were. */
    public Set<Integer> statuses() {
        return new TreeSet<>(answers);
    }

    /** Returns after the last answer. */
    @Override
    public void close() {
        closed = true;
        try {
            client.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long count(int status) {
        return answers.stream().filter(answer -> answer == status).count();
    }

    private void repeat(Supplier<Answer> request) {
        while (!closed) {
            answers.add(request.get().status());
        }
    }
}
