package io.graphbus.spring.test;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Makes the context of a {@link GraphBusTest}. */
final class GraphBusTestContextBootstrapper extends TestSliceTestContextBootstrapper<GraphBusTest> {

    @Override
    protected WebEnvironment getWebEnvironment(Class<?> testClass) {
        return WebEnvironment.NONE;
    }

    @Override
    protected Class<?> @Nullable [] getClasses(Class<?> testClass) {
        GraphBusTest annotation =
                TestContextAnnotationUtils.findMergedAnnotation(testClass, GraphBusTest.class);
        return annotation == null ? null : annotation.classes();
    }
}
