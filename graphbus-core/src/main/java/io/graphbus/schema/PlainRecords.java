package io.graphbus.schema;

import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.module.SimpleModule;

/**
 * Makes records by their constructors. Jackson makes a method handle for each, which is faster for
 * the thousandth record and costs a short command, which reads a dozen, a fifth of its time.
 */
public final class PlainRecords extends SimpleModule {

    private static final long serialVersionUID = 1L;

    @Override
    public void setupModule(SetupContext context) {
        context.addValueInstantiators(
                new ValueInstantiators.Base() {
                    @Override
                    public ValueInstantiator modifyValueInstantiator(
                            DeserializationConfig config,
                            BeanDescription.Supplier type,
                            ValueInstantiator usual) {
                        return type.isRecordType() && usual instanceof StdValueInstantiator std
                                ? new Plain(std)
                                : usual;
                    }
                });
    }

    private static final class Plain extends StdValueInstantiator {

        Plain(StdValueInstantiator usual) {
            super(usual);
        }

        @Override
        public @Nullable Object createFromObjectWith(
                DeserializationContext context, @Nullable Object[] arguments) {
            if (_withArgsCreator == null
                    || !(_withArgsCreator.getAnnotated() instanceof Constructor<?> constructor)) {
                return super.createFromObjectWith(context, arguments);
            }
            try {
                return constructor.newInstance(arguments);
            } catch (ReflectiveOperationException e) {
                return context.handleInstantiationProblem(
                        getValueClass(), arguments, rewrapCtorProblem(context, e));
            }
        }
    }
}
