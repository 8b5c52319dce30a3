package io.graphbus.server.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Takes from our records what is required and what may be null: every component of a null-marked
 * record is there unless it is {@link Nullable} or left out when empty. A {@link JsonNode} is any
 * JSON.
 */
@Component
class RecordShapes implements ModelConverter {

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (JsonNode.class.isAssignableFrom(raw)) {
            return new JsonSchema();
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        if (schema != null && raw.isRecord() && raw.getName().startsWith("io.graphbus.")) {
            complete(defined(schema, context), raw);
        }
        return schema;
    }

    private static @Nullable Schema<?> defined(Schema<?> schema, ModelConverterContext context) {
        String reference = schema.get$ref();
        return reference == null
                ? schema
                : context.getDefinedModels()
                        .get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static void complete(@Nullable Schema<?> schema, Class<?> raw) {
        if (schema == null || schema.getProperties() == null) {
            return;
        }
        for (RecordComponent component : raw.getRecordComponents()) {
            Schema<?> property = schema.getProperties().get(component.getName());
            if (property == null || isRequired(schema, component.getName())) {
                continue;
            }
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            boolean left = isLeftOut(raw, component, nullable);
            if (!nullable && !left) {
                schema.addRequiredItem(component.getName());
            } else if (nullable && !left) {
                allowNull(property);
            }
        }
    }

    private static boolean isRequired(Schema<?> schema, String name) {
        return schema.getRequired() != null && schema.getRequired().contains(name);
    }

    /** Whether Jackson leaves it out where there is nothing to tell. */
    private static boolean isLeftOut(Class<?> record, RecordComponent component, boolean nullable) {
        return leavesOut(component.getAccessor(), component, nullable)
                || leavesOut(record, component, nullable);
    }

    private static boolean leavesOut(
            AnnotatedElement annotated, RecordComponent component, boolean nullable) {
        JsonInclude include = annotated.getAnnotation(JsonInclude.class);
        if (include == null || include.value() == JsonInclude.Include.ALWAYS) {
            return false;
        }
        return nullable
                || include.value() == JsonInclude.Include.NON_EMPTY
                        && !component.getType().isPrimitive();
    }

    private static void allowNull(Schema<?> property) {
        if (property.get$ref() == null && property.getTypes() != null) {
            property.addType("null");
            if (property.getEnum() != null && !property.getEnum().contains(null)) {
                property.addEnumItemObject(null);
            }
        }
    }
}
