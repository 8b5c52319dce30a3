package io.graphbus.cli;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/**
 * Gives each command what its constructor asks for.
 *
 * @param gifts what there is to give, one of a type
 */
record CommandFactory(List<Object> gifts) implements IFactory {

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            Optional<Object[]> arguments = arguments(constructor.getParameterTypes());
            if (constructor.getParameterCount() > 0 && arguments.isPresent()) {
                constructor.setAccessible(true);
                return type.cast(constructor.newInstance(arguments.get()));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }

    private Optional<Object[]> arguments(Class<?>[] types) {
        Object[] found =
                Arrays.stream(types)
                        .flatMap(type -> gifts.stream().filter(type::isInstance).limit(1))
                        .toArray();
        return found.length == types.length ? Optional.of(found) : Optional.empty();
    }
}
