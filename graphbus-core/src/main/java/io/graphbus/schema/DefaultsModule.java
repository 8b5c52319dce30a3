package io.graphbus.schema;

import io.graphbus.agent.Default;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.ObjectNode;

/** Fills absent record components that declare a {@link Default} while the record is read. */
final class DefaultsModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    DefaultsModule() {
        super("graphbus-defaults");
        setDeserializerModifier(new Modifier());
    }

    private static final class Modifier extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config,
                BeanDescription.Supplier description,
                ValueDeserializer<?> deserializer) {
            Map<String, RecordComponent> defaults = defaults(description.getBeanClass());
            return defaults.isEmpty() ? deserializer : new Filling(deserializer, defaults);
        }

        private static Map<String, RecordComponent> defaults(Class<?> type) {
            Map<String, RecordComponent> found = new LinkedHashMap<>();
            if (type.isRecord()) {
                for (RecordComponent component : type.getRecordComponents()) {
                    if (component.isAnnotationPresent(Default.class)) {
                        found.put(PropertyRules.name(component), component);
                    }
                }
            }
            return found;
        }
    }

    private static final class Filling extends DelegatingDeserializer {

        private final transient Map<String, RecordComponent> components;
        private final transient Map<String, Optional<JsonNode>> values = new ConcurrentHashMap<>();

        Filling(ValueDeserializer<?> delegate, Map<String, RecordComponent> components) {
            super(delegate);
            this.components = components;
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
            return new Filling(delegate, components);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode tree = context.readTree(parser);
            if (tree instanceof ObjectNode object) {
                components.forEach((name, component) -> fill(object, name, component));
            }
            JsonParser filled = tree.traverse(context);
            filled.nextToken();
            return super.deserialize(filled, context);
        }

        private void fill(ObjectNode object, String name, RecordComponent component) {
            if (!object.hasNonNull(name)) {
                values.computeIfAbsent(name, n -> value(component))
                        .ifPresent(json -> object.set(name, json.deepCopy()));
            }
        }

        private static Optional<JsonNode> value(RecordComponent component) {
            String text = component.getAnnotation(Default.class).value();
            return Defaults.json(text, component.getGenericType());
        }
    }
}
