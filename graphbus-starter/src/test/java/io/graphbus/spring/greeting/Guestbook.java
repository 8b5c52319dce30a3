package io.graphbus.spring.greeting;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A bean that is no agent. */
public class Guestbook {

    private final List<String> entries = new CopyOnWriteArrayList<>();

    public void enter(String entry) {
        entries.add(entry);
    }

    public List<String> entries() {
        return List.copyOf(entries);
    }
}
