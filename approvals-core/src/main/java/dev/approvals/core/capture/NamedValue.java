package dev.approvals.core.capture;

import java.util.Objects;

/**
 * One frozen argument.
 *
 * @param name the parameter's name
 * @param type its declared generic type, as {@link TypeRules#text} writes it
 * @param value the value
 * @param sensitive whether only the tool may see it
 * @param reason whether it carries the agent's reason
 */
public record NamedValue(String name, String type, Value value, boolean sensitive, boolean reason) {
    /** Checks the components. */
    public NamedValue {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(value, "value");
    }

    /** {@return name and type only: a real argument must not slip into a log} */
    @Override
    public String toString() {
        return name + " (" + type + ")";
    }

    NamedValue with(String otherName, Value otherValue) {
        return new NamedValue(otherName, type, otherValue, sensitive, reason);
    }
}
