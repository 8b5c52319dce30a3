package io.graphbus.spring.test;

import io.graphbus.test.GraphBusTester;
import io.graphbus.test.KitParameters;
import java.lang.reflect.Method;
import java.util.Objects;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Prepares the application's graph for each test, and looks after it what went wrong. */
final class GraphBusTestExtension
        implements BeforeEachCallback, AfterEachCallback, ParameterResolver {

    @Override
    public void beforeEach(ExtensionContext test) {
        application(test).getBean(FreshGraph.class).begin(settings(test).restart());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        if (settings(test).failOnFailures()) {
            application(test).getBean(GraphBusTester.class).verifyNoFailures();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getDeclaringExecutable() instanceof Method
                && !parameter.isAnnotated(Autowired.class)
                && KitParameters.supports(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return KitParameters.of(
                application(test).getBean(GraphBusTester.class),
                parameter.getParameter().getType());
    }

    private static ApplicationContext application(ExtensionContext test) {
        return SpringExtension.getApplicationContext(test);
    }

    private static AutoConfigureGraphBusTest settings(ExtensionContext test) {
        return Objects.requireNonNull(
                TestContextAnnotationUtils.findMergedAnnotation(
                        test.getRequiredTestClass(), AutoConfigureGraphBusTest.class));
    }
}
