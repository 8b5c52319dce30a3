package io.graphbus.source;

import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;

/** Notes which classes the compiler writes for which source. */
final class Outputs implements TaskListener {

    private final Elements elements;
    private final Function<JavaFileObject, String> names;
    private final Map<String, List<String>> classes = new TreeMap<>();

    Outputs(Elements elements, Function<JavaFileObject, String> names) {
        this.elements = elements;
        this.names = names;
    }

    @Override
    public void finished(TaskEvent event) {
        TypeElement type = event.getTypeElement();
        if (event.getKind() == TaskEvent.Kind.GENERATE && type != null) {
            classes.computeIfAbsent(names.apply(event.getSourceFile()), f -> new ArrayList<>())
                    .add(elements.getBinaryName(type).toString());
        }
    }

    /** Binary names by source. */
    Map<String, List<String>> classes() {
        return classes;
    }
}
