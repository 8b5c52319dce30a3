package io.graphbus.diff;

import io.graphbus.diff.edit.Edit;
import io.graphbus.diff.edit.Edit.Kind;
import io.graphbus.problem.Nearest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds what was probably renamed: one went, and one like it came at the same place. */
final class Renames {

    private static final Set<Kind> GONE =
            Set.of(Kind.PROPERTY_REMOVED, Kind.PROPERTY_REQUIRED_REMOVED);
    private static final Set<Kind> FRESH =
            Set.of(Kind.PROPERTY_ADDED, Kind.PROPERTY_REQUIRED_ADDED);

    private Renames() {}

    /** Adds suggestions to the changes, which are those of the edits, in their order. */
    static void suggest(List<Edit> edits, List<Change> changes) {
        for (int i = 0; i < edits.size(); i++) {
            Edit gone = edits.get(i);
            for (int j = 0; j < edits.size() && GONE.contains(gone.kind()); j++) {
                Edit fresh = edits.get(j);
                if (FRESH.contains(fresh.kind()) && isRename(gone, fresh, edits)) {
                    String idea = idea(gone.name(), fresh.name());
                    changes.set(i, changes.get(i).suggesting(idea));
                    changes.set(j, changes.get(j).suggesting(idea));
                }
            }
        }
    }

    /** Adds suggestions to methods or topics that went, when one like them came. */
    static void suggestEntries(String what, List<Change> changes) {
        for (int i = 0; i < changes.size(); i++) {
            Change gone = changes.get(i);
            for (int j = 0; j < changes.size() && gone.code().equals(what + "_REMOVED"); j++) {
                Change fresh = changes.get(j);
                if (fresh.code().equals(what + "_ADDED") && isRename(gone, fresh)) {
                    String idea = idea(name(gone), name(fresh));
                    changes.set(i, gone.suggesting(idea));
                    changes.set(j, fresh.suggesting(idea));
                }
            }
        }
    }

    private static boolean isRename(Change gone, Change fresh) {
        return Objects.equals(unversioned(gone.before()), unversioned(fresh.after()))
                || isAlike(name(gone), name(fresh));
    }

    private static @Nullable JsonNode unversioned(@Nullable JsonNode entry) {
        return entry instanceof ObjectNode object ? object.deepCopy().without("version") : entry;
    }

    private static String name(Change change) {
        return JsonPointer.compile(change.pointer()).last().getMatchingProperty();
    }

    private static String idea(String old, String now) {
        return "looks like " + old + " renamed to " + now;
    }

    private static boolean isRename(Edit gone, Edit fresh, List<Edit> edits) {
        return gone.at().head().equals(fresh.at().head())
                && (isAlike(gone.name(), fresh.name())
                        || (Objects.equals(gone.before(), fresh.after())
                                && isAlone(gone, edits, GONE)
                                && isAlone(fresh, edits, FRESH)));
    }

    private static boolean isAlike(String old, String now) {
        return Nearest.to(old, List.of(now)).isPresent();
    }

    private static boolean isAlone(Edit edit, List<Edit> edits, Set<Kind> kinds) {
        return edits.stream()
                        .filter(e -> kinds.contains(e.kind()))
                        .filter(e -> e.at().head().equals(edit.at().head()))
                        .count()
                == 1;
    }
}
