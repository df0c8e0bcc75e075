package dev.approvals.call;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, frozen when it was made. Immutable and safe to share.
 *
 * <p>In a {@link ToolCall} sensitive values and known secrets are masked; in a claim they are real.
 */
public interface Arguments {

    /** {@return the names, in the order of the parameters} */
    List<String> names();

    /**
     * One value, typed.
     *
     * @param name the parameter's name
     * @param type the type wanted; boxed for primitives
     * @param <T> the type wanted
     * @return the value, or null where the caller passed null
     * @throws IllegalArgumentException if there is no such argument, or it is of another type, or it is masked and
     *     the type wanted is not text; the message names what is there
     */
    <T> @Nullable T get(String name, Class<T> type);

    /**
     * All values as plain data: text, numbers, booleans, lists and maps.
     *
     * @return an unmodifiable map in the order of the parameters; null values stay null
     */
    Map<String, @Nullable Object> asMap();

    /** {@return all values as one JSON object} */
    String json();
}
