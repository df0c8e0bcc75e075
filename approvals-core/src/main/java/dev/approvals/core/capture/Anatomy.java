package dev.approvals.core.capture;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a record or a bean comes apart into named members, and is put together again. */
interface Anatomy {
    Class<?> type();

    /** Every member that the object's state consists of. */
    List<Member> members();

    /** A new object of these values, in the order of the members. */
    Object assemble(List<@Nullable Object> values) throws ReflectiveOperationException;

    /** A new object whose members have their defaults, where the type has such. */
    Optional<Object> fresh() throws ReflectiveOperationException;

    /**
     * A component or property.
     *
     * @param name its name
     * @param type its generic type, which may name the type variables of its class
     * @param sensitive whether only the tool may see its values
     * @param reader reads its value
     */
    record Member(String name, Type type, boolean sensitive, Reader reader) {}

    /** Reads one member of an object. */
    @FunctionalInterface
    interface Reader {
        @Nullable
        Object read(Object whole) throws ReflectiveOperationException;
    }
}
