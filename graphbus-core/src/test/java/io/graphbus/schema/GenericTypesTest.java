package io.graphbus.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class GenericTypesTest {

    static class Base<T, U extends Number> {
        T[] array() {
            return null;
        }

        List<? extends T> wild() {
            return null;
        }

        Map<String, List<T>> nested() {
            return null;
        }

        U bounded() {
            return null;
        }

        <V> V own() {
            return null;
        }

        List<String>[] arrays() {
            return null;
        }

        String plain() {
            return null;
        }
    }

    static class Middle<T> extends Base<T, Long> implements Supplier<List<T>> {
        @Override
        public List<T> get() {
            return null;
        }
    }

    static class Leaf extends Middle<String> {}

    private static String resolved(Class<?> type, String method) {
        Type declared =
                Arrays.stream(Base.class.getDeclaredMethods())
                        .filter(m -> m.getName().equals(method))
                        .findFirst()
                        .orElseThrow()
                        .getGenericReturnType();
        return GenericTypes.of(type).resolve(declared).toString();
    }

    @Test
    void typeVariablesAreFilledInFromSubclasses() {
        assertThat(resolved(Leaf.class, "array")).isEqualTo("class [Ljava.lang.String;");
        assertThat(resolved(Leaf.class, "wild")).isEqualTo("java.util.List<java.lang.String>");
        assertThat(resolved(Leaf.class, "nested"))
                .isEqualTo("java.util.Map<java.lang.String, java.util.List<java.lang.String>>");
        assertThat(resolved(Leaf.class, "bounded")).isEqualTo("class java.lang.Long");
        assertThat(resolved(Leaf.class, "own")).isEqualTo("class java.lang.Object");
        assertThat(resolved(Leaf.class, "plain")).isEqualTo("class java.lang.String");
        assertThat(resolved(Leaf.class, "arrays")).isEqualTo("java.util.List<java.lang.String>[]");
        assertThat(resolved(Base.class, "bounded")).isEqualTo("class java.lang.Number");
    }

    @Test
    void anInterfacesArgumentIsKnown() {
        assertThat(
                        GenericTypes.of(Leaf.class)
                                .argumentOf(Supplier.class)
                                .orElseThrow()
                                .getTypeName())
                .isEqualTo("java.util.List<java.lang.String>");
        assertThat(GenericTypes.of(String.class).argumentOf(Supplier.class)).isEmpty();
        assertThat(
                        GenericTypes.raw(
                                GenericTypes.of(Leaf.class)
                                        .argumentOf(Supplier.class)
                                        .orElseThrow()))
                .isEqualTo(List.class);
    }
}
