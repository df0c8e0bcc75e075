package dev.approvals.core.capture;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record: its components, and its canonical constructor. */
final class RecordAnatomy implements Anatomy {
    private final Class<?> type;
    private final List<Member> members;
    private final Constructor<?> constructor;

    /**
     * Takes the record apart.
     *
     * @throws OpaqueTypeException if its accessors or its constructor are out of reach
     */
    RecordAnatomy(Class<?> type) {
        this.type = type;
        RecordComponent[] components = type.getRecordComponents();
        this.members = Stream.of(components).map(RecordAnatomy::member).toList();
        this.constructor = constructor(type, components);
    }

    @Override
    public Class<?> type() {
        return type;
    }

    @Override
    public List<Member> members() {
        return members;
    }

    @Override
    public Object assemble(List<@Nullable Object> values) throws ReflectiveOperationException {
        return constructor.newInstance(values.toArray());
    }

    @Override
    public Optional<Object> fresh() {
        return Optional.empty();
    }

    private static Member member(RecordComponent component) {
        Method accessor = component.getAccessor();
        OpaqueTypeException.unlessReachable(accessor);
        return new Member(component.getName(), component.getGenericType(), Marks.of(component), accessor::invoke);
    }

    private static Constructor<?> constructor(Class<?> type, RecordComponent[] components) {
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            OpaqueTypeException.unlessReachable(canonical);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("every record has a canonical constructor, but not " + type.getName(), e);
        }
    }
}
