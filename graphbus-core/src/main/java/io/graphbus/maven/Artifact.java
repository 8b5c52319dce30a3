package io.graphbus.maven;

import java.util.Set;

/**
 * One dependency as a pom.xml states it.
 *
 * @param version empty where it is managed elsewhere
 * @param exclusions such as {@code group:artifact} or {@code group:*}
 */
record Artifact(
        String group,
        String name,
        String version,
        String type,
        String classifier,
        String scope,
        boolean optional,
        Set<String> exclusions) {

    Artifact {
        exclusions = Set.copyOf(exclusions);
    }

    /** What two versions of one thing have in common. */
    String key() {
        return group + ":" + name + ":" + type + ":" + classifier;
    }

    boolean isExcluded(Set<String> excluded) {
        return excluded.contains(group + ":" + name)
                || excluded.contains(group + ":*")
                || excluded.contains("*:" + name)
                || excluded.contains("*:*");
    }

    Artifact with(String newVersion, String newScope, Set<String> more) {
        return new Artifact(group, name, newVersion, type, classifier, newScope, optional, more);
    }

    @Override
    public String toString() {
        return group + ":" + name + ":" + version;
    }
}
