package io.graphbus.cli.generate;

import java.util.Collection;
import java.util.TreeSet;

/** Java source, line by line. Used by one thread. */
final class Lines {

    private final StringBuilder text = new StringBuilder();

    /** A file's beginning: package and imports. */
    static Lines file(String packageName, Collection<String> statics, Collection<String> imports) {
        Lines lines = new Lines();
        if (!packageName.isEmpty()) {
            lines.add("package " + packageName + ";").add("");
        }
        new TreeSet<>(statics).forEach(name -> lines.add("import static " + name + ";"));
        if (!statics.isEmpty()) {
            lines.add("");
        }
        new TreeSet<>(imports).forEach(name -> lines.add("import " + name + ";"));
        return imports.isEmpty() ? lines : lines.add("");
    }

    Lines add(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** Adds a line when something is so. */
    Lines addIf(boolean condition, String line) {
        return condition ? add(line) : this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
