package dev.approvals.tool;

import java.lang.reflect.Type;
import java.util.Objects;

/**
 * One parameter of a tool.
 *
 * @param name its name, as people and models know it
 * @param type its generic Java type
 * @param sensitive whether only the tool may see the value
 * @param reason whether it carries the agent's reason
 */
public record ToolParameter(String name, Type type, boolean sensitive, boolean reason) {

    /** Checks the components. */
    public ToolParameter {
        Objects.requireNonNull(type, "type");
        if (name.isBlank()) {
            throw new IllegalArgumentException("A tool's parameter needs a name; got \"" + name + "\"");
        }
    }
}
