package io.graphbus.schema;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.impl.DefinitionKey;
import com.github.victools.jsonschema.generator.naming.SchemaDefinitionNamingStrategy;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import io.graphbus.agent.Default;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Derives JSON Schemas from Java types, as {@link Json#MAPPER} reads and writes them. Objects stay
 * open, as readers are; what must be present is required. The same types give the same schema in
 * every process. Not for use by several threads at once.
 */
public final class SchemaDeriver {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Map<Type, Schema> derived = new HashMap<>();
    private final SchemaGenerator generator = new SchemaGenerator(config().build());

    private static SchemaGeneratorConfigBuilder config() {
        SchemaGeneratorConfigBuilder config =
                new SchemaGeneratorConfigBuilder(
                                Json.MAPPER, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                        .with(
                                Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES,
                                Option.ADDITIONAL_FIXED_TYPES,
                                Option.NONPUBLIC_NONSTATIC_FIELDS_WITHOUT_GETTERS,
                                Option.STANDARD_FORMATS)
                        .without(
                                Option.SCHEMA_VERSION_INDICATOR,
                                Option.VALUES_FROM_CONSTANT_FIELDS,
                                Option.FLATTENED_OPTIONALS,
                                Option.SIMPLIFIED_OPTIONALS,
                                Option.FLATTENED_ENUMS)
                        .with(new JacksonSchemaModule(JacksonOption.ALWAYS_REF_SUBTYPES));
        config.forFields()
                .withNullableCheck(field -> false)
                .withRequiredCheck(field -> PropertyRules.required(field.getRawMember()))
                .withDefaultResolver(SchemaDeriver::declaredDefault);
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(new TypeShapes())
                .withSubtypeResolver(TypeShapes::permittedSubtypes)
                .withDefinitionNamingStrategy(new QualifiedNames());
        return config;
    }

    private static @Nullable Object declaredDefault(FieldScope field) {
        Default declared = field.getAnnotation(Default.class);
        return declared == null
                ? null
                : Defaults.json(declared.value(), field.getRawMember().getGenericType())
                        .orElse(null);
    }

    /** The schema of values of one type, {@code null} not among them. */
    public Schema derive(Type type) {
        Schema known = derived.get(type);
        if (known == null) {
            known = fresh(type);
            derived.put(type, known);
        }
        return known;
    }

    private Schema fresh(Type type) {
        if (type == void.class || type == Void.class) {
            return new Schema(NODES.objectNode().put("type", "null"));
        }
        ObjectNode tree = generator.generateSchema(type);
        if (tree.has("anyOf")) {
            tree.remove(List.of("properties", "required"));
        }
        return new Schema(tree.isEmpty() ? NODES.booleanNode(true) : normal(tree));
    }

    /** A method's result, which is {@code null} too where the method says that it may be. */
    public Schema deriveResult(Type type, AnnotatedElement method, AnnotatedType annotated) {
        Schema schema = derive(type);
        boolean nullable = PropertyRules.nullable(method, annotated) || isOptional(type);
        return nullable ? Composition.anyOf(List.of(schema, derive(void.class))) : schema;
    }

    private static boolean isOptional(Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        return raw instanceof Class<?> c && PropertyRules.isOptional(c);
    }

    /** The JSON object that holds a method's arguments by name; other names are refused. */
    public Schema deriveInput(List<Parameter> parameters, List<Type> types) {
        Composition composition = new Composition();
        ObjectNode properties = NODES.objectNode();
        ArrayNode required = NODES.arrayNode();
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            properties.set(parameter.getName(), property(parameter, types.get(i), composition));
            if (!isOptional(parameter)) {
                required.add(parameter.getName());
            }
        }
        ObjectNode input = composition.document();
        input.put("type", "object").put("additionalProperties", false);
        input.set("properties", properties);
        if (!required.isEmpty()) {
            input.set("required", required);
        }
        return new Schema(normal(input));
    }

    private JsonNode property(Parameter parameter, Type type, Composition composition) {
        JsonNode schema = composition.embed(derive(type), definitionName(type.getTypeName()));
        Default declared = parameter.getAnnotation(Default.class);
        Optional<JsonNode> value =
                declared == null ? Optional.empty() : Defaults.json(declared.value(), type);
        if (value.isEmpty()) {
            return schema;
        }
        ObjectNode object = schema instanceof ObjectNode node ? node : NODES.objectNode();
        return object.set("default", value.get());
    }

    /** Whether a call may leave the argument out. */
    public static boolean isOptional(Parameter parameter) {
        return !PropertyRules.required(parameter);
    }

    /** Keys in canonical order and required names sorted, so that no order of reflection shows. */
    private static JsonNode normal(JsonNode tree) {
        JsonNode sorted = Json.MAPPER.readTree(Json.canonical(tree));
        sortRequired(sorted);
        return sorted;
    }

    private static void sortRequired(JsonNode node) {
        if (node.get("required") instanceof ArrayNode names && names.size() > 1) {
            List<String> sorted = new ArrayList<>();
            names.forEach(name -> sorted.add(name.asString()));
            Collections.sort(sorted);
            names.removeAll();
            sorted.forEach(names::add);
        }
        node.forEach(SchemaDeriver::sortRequired);
    }

    private static String definitionName(String type) {
        return type.replaceAll("[^A-Za-z0-9_.$-]+", "_").replaceAll("_+$", "");
    }

    /**
     * Names definitions by their full Java type, so that two types never share one and none depends
     * on the order of discovery.
     */
    private static final class QualifiedNames implements SchemaDefinitionNamingStrategy {

        @Override
        public String getDefinitionNameForKey(DefinitionKey key, SchemaGenerationContext context) {
            ResolvedType type = key.getType();
            return definitionName(type.getBriefDescription());
        }
    }
}
