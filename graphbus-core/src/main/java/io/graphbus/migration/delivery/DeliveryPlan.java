package io.graphbus.migration.delivery;

import io.graphbus.migration.MigrationPath;
import io.graphbus.migration.MigrationPaths;
import io.graphbus.schema.Version;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How payloads of one version reach one subscription.
 *
 * @param paths that lead to a version the subscription reads, the best first; empty unless the
 *     payload is to be migrated
 * @param reason why it cannot be read; empty otherwise
 */
public record DeliveryPlan(Kind kind, List<MigrationPath> paths, String reason) {

    /** The payload is handed over as it is. */
    public static final DeliveryPlan PASS = new DeliveryPlan(Kind.PASS, List.of(), "");

    /** Any version will do. */
    public static final String ANY = "*";

    private static final Comparator<MigrationPath> BEST =
            Comparator.<MigrationPath>comparingLong(DeliveryPlan::lossySteps)
                    .thenComparingInt(path -> path.steps().size())
                    .thenComparing(MigrationPath::to, Comparator.reverseOrder());

    public DeliveryPlan {
        paths = List.copyOf(paths);
    }

    /** What happens to a payload on its way. */
    public enum Kind {
        PASS,
        /** It is brought to a higher version. */
        UPCAST,
        /** It is brought to a lower version. */
        DOWNCAST,
        REJECT
    }

    /**
     * Who sends what to whom.
     *
     * @param written version of the payload; {@code null} when its publisher tells none
     * @param range of versions that the subscription reads
     */
    public record Delivery(
            String publisher,
            String topic,
            @Nullable String written,
            String subscriber,
            String range) {}

    /**
     * The plan for a delivery. A payload without a version is judged by its form alone, and so
     * passed on here. For a subscription of any version it is the plan for what does not fit as it
     * is.
     */
    public static DeliveryPlan of(Delivery delivery, PayloadMigrations migrations) {
        String written = delivery.written();
        boolean any = delivery.range().equals(ANY);
        if (written == null || (any && !Version.isValid(written))) {
            return PASS;
        }
        if (!Version.isValid(written)) {
            return rejected("\"" + written + "\" is no semantic version");
        }
        Version from = Version.of(written);
        if (!any && from.satisfies(delivery.range())) {
            return PASS;
        }
        return leading(from, delivery.range(), delivery, migrations)
                .orElseGet(
                        () ->
                                any
                                        ? PASS
                                        : rejected(
                                                "no migrations lead from "
                                                        + written
                                                        + " to "
                                                        + delivery.range()));
    }

    /** What is added to a version for a build makes it no other one. */
    private static Optional<DeliveryPlan> leading(
            Version from, String range, Delivery delivery, PayloadMigrations migrations) {
        Optional<DeliveryPlan> exact = exact(from, range, delivery, migrations);
        int build = from.text().indexOf('+');
        return exact.isPresent() || build < 0
                ? exact
                : exact(Version.of(from.text().substring(0, build)), range, delivery, migrations);
    }

    private static Optional<DeliveryPlan> exact(
            Version from, String range, Delivery delivery, PayloadMigrations migrations) {
        for (MigrationPaths known :
                migrations.of(delivery.publisher(), delivery.subscriber(), delivery.topic())) {
            List<MigrationPath> leading =
                    known.versions().stream()
                            .filter(to -> range.equals(ANY) || to.satisfies(range))
                            .filter(to -> !to.equals(from))
                            .flatMap(to -> known.find(from, to).stream())
                            .filter(path -> !path.isIdentity())
                            .sorted(BEST)
                            .toList();
            if (!leading.isEmpty()) {
                boolean up = leading.getFirst().to().compareTo(from) >= 0;
                return Optional.of(new DeliveryPlan(up ? Kind.UPCAST : Kind.DOWNCAST, leading, ""));
            }
        }
        return Optional.empty();
    }

    private static DeliveryPlan rejected(String reason) {
        return new DeliveryPlan(Kind.REJECT, List.of(), reason);
    }

    private static long lossySteps(MigrationPath path) {
        return path.steps().stream().filter(MigrationPath.Step::isLossy).count();
    }
}
