package dev.approvals.core.capture;

import dev.approvals.tool.Reason;
import dev.approvals.tool.Sensitive;
import java.lang.reflect.AnnotatedElement;
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
     * @param marks what it is annotated with
     * @param reader reads its value
     */
    record Member(String name, Type type, Marks marks, Reader reader) {
        Value.Field field(Value value) {
            return new Value.Field(name, value, marks.sensitive(), marks.reason());
        }
    }

    /**
     * What is known of a member beside its type.
     *
     * @param sensitive whether only the tool may see its values
     * @param reason whether it carries the agent's reason
     */
    record Marks(boolean sensitive, boolean reason) {
        static Marks of(AnnotatedElement member) {
            return new Marks(member.isAnnotationPresent(Sensitive.class), member.isAnnotationPresent(Reason.class));
        }
    }

    /** Reads one member of an object. */
    @FunctionalInterface
    interface Reader {
        @Nullable
        Object read(Object whole) throws ReflectiveOperationException;
    }
}
