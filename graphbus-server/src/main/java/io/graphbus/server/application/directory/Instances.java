package io.graphbus.server.application.directory;

import io.graphbus.server.application.registration.Registration.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running copies of applications. Whoever has not been seen for a day is forgotten, and of too
 * many those that were seen least lately.
 */
final class Instances {

    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int MOST = 100;

    private final ApplicationInstanceRepository repository;

    Instances(ApplicationInstanceRepository repository) {
        this.repository = repository;
    }

    List<ApplicationInstanceEntity> of(List<Long> applications) {
        return repository.findByApplicationInOrderByInstance(applications);
    }

    void seen(long application, @Nullable Instance instance, Instant now, Instant staleAt) {
        if (instance != null && repository.seen(application, instance.id(), now, staleAt) == 0) {
            repository.forget(application, now.minus(REMEMBERED));
            makeRoom(application);
            repository.save(
                    new ApplicationInstanceEntity(application, instance.id(), now, staleAt));
        }
    }

    private void makeRoom(long application) {
        List<ApplicationInstanceEntity> known =
                repository.findByApplicationOrderByStaleAt(application);
        if (known.size() >= MOST) {
            repository.deleteAll(known.subList(0, known.size() - MOST + 1));
        }
    }
}
