package dev.approvals.tool;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a tool before any call: made once from a method's annotations, or by hand with {@link #named}.
 *
 * <p>Immutable and safe to share.
 */
public final class ToolSpec {

    private final String name;
    private final String declaringType;
    private final String signature;
    private final List<ToolParameter> parameters;
    private final String summary;
    private final Risk risk;
    private final Set<String> reviewers;
    private final int quorum;
    private final boolean runLater;
    private final boolean idempotent;
    private final boolean inboxOnly;
    private final boolean open;

    private ToolSpec(Builder from) {
        name = from.name;
        declaringType = from.declaringType;
        signature = from.signature.isEmpty() ? from.name : from.signature;
        parameters = List.copyOf(from.parameters);
        summary = from.summary;
        risk = from.risk;
        reviewers = Set.copyOf(from.reviewers);
        quorum = from.quorum;
        runLater = from.runLater;
        idempotent = from.idempotent;
        inboxOnly = from.inboxOnly;
        open = from.open;
    }

    /**
     * Starts the description of a tool that has no annotated method.
     *
     * @param name the tool's name
     * @return a builder with medium risk, one approver of any group and no parameters
     */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** {@return the name policies, people and models know the tool by} */
    public String name() {
        return name;
    }

    /** {@return the class or interface that declares the method, or empty for a tool made by hand} */
    public String declaringType() {
        return declaringType;
    }

    /** {@return the method with its parameter types, such as {@code export(String,int)}; the name for a tool by hand} */
    public String signature() {
        return signature;
    }

    /** {@return what tells this tool from every other one: declaring type and signature} */
    public String id() {
        return declaringType.isEmpty() ? signature : declaringType + "#" + signature;
    }

    /** {@return the parameters, in order} */
    public List<ToolParameter> parameters() {
        return parameters;
    }

    /** {@return the summary template of {@link RequiresApproval#value()}, or empty} */
    public String summary() {
        return summary;
    }

    /** {@return the least risk of a call} */
    public Risk risk() {
        return risk;
    }

    /** {@return the groups whose members may decide; empty for anybody the directory knows} */
    public Set<String> reviewers() {
        return reviewers;
    }

    /** {@return how many distinct people must approve, at least} */
    public int quorum() {
        return quorum;
    }

    /** {@return whether a call may run after its caller was handed an id} */
    public boolean runLater() {
        return runLater;
    }

    /** {@return whether a run cut off by a crash may be repeated} */
    public boolean idempotent() {
        return idempotent;
    }

    /** {@return whether calls are too private for chat, so that they are shown in the inbox only} */
    public boolean inboxOnly() {
        return inboxOnly;
    }

    /** {@return whether a call may carry arguments that {@link #parameters()} does not name} */
    public boolean open() {
        return open;
    }

    /**
     * Finds a parameter.
     *
     * @param parameter its name
     * @return the parameter, or empty
     */
    public Optional<ToolParameter> parameter(String parameter) {
        return parameters.stream().filter(p -> p.name().equals(parameter)).findFirst();
    }

    @Override
    public String toString() {
        return id();
    }

    /** Collects the facts about a tool; not thread-safe. */
    public static final class Builder {

        private final String name;
        private final List<ToolParameter> parameters = new ArrayList<>();
        private final Set<String> reviewers = new LinkedHashSet<>();
        private String declaringType = "";
        private String signature = "";
        private String summary = "";
        private Risk risk = Risk.MEDIUM;
        private int quorum = 1;
        private boolean runLater;
        private boolean idempotent;
        private boolean inboxOnly;
        private boolean open;

        private Builder(String name) {
            if (name.isBlank()) {
                throw new IllegalArgumentException("A tool needs a name");
            }
            this.name = name;
        }

        /**
         * Names the method behind the tool.
         *
         * @param type the declaring type's name
         * @param methodSignature the method with its parameter types
         * @return this
         */
        public Builder method(String type, String methodSignature) {
            declaringType = Objects.requireNonNull(type, "type");
            signature = Objects.requireNonNull(methodSignature, "methodSignature");
            return this;
        }

        /**
         * Adds a parameter.
         *
         * @param parameter the parameter
         * @return this
         * @throws IllegalArgumentException if one of that name is there
         */
        public Builder parameter(ToolParameter parameter) {
            if (parameters.stream().anyMatch(p -> p.name().equals(parameter.name()))) {
                throw new IllegalArgumentException(
                        "Tool " + name + " has two parameters named \"" + parameter.name() + "\": rename one");
            }
            parameters.add(parameter);
            return this;
        }

        /**
         * Adds a plain parameter.
         *
         * @param parameter its name
         * @param type its generic type
         * @return this
         */
        public Builder parameter(String parameter, Type type) {
            return parameter(new ToolParameter(parameter, type, false, false));
        }

        /**
         * Adds a parameter that only the tool may see.
         *
         * @param parameter its name
         * @param type its generic type
         * @return this
         */
        public Builder sensitive(String parameter, Type type) {
            return parameter(new ToolParameter(parameter, type, true, false));
        }

        /**
         * Adds the parameter that carries the agent's reason.
         *
         * @param parameter its name
         * @return this
         */
        public Builder reason(String parameter) {
            return parameter(new ToolParameter(parameter, String.class, false, true));
        }

        /**
         * Lets calls carry arguments beyond the declared ones, as plain JSON-like values.
         *
         * @return this
         */
        public Builder anyArguments() {
            open = true;
            return this;
        }

        /**
         * Sets the summary template.
         *
         * @param template as in {@link RequiresApproval#value()}
         * @return this
         */
        public Builder summary(String template) {
            summary = Objects.requireNonNull(template, "template");
            return this;
        }

        /**
         * Sets the least risk.
         *
         * @param atLeast the risk
         * @return this
         */
        public Builder risk(Risk atLeast) {
            risk = Objects.requireNonNull(atLeast, "atLeast");
            return this;
        }

        /**
         * Names the groups whose members may decide.
         *
         * @param groups group names
         * @return this
         */
        public Builder reviewers(String... groups) {
            reviewers.addAll(List.of(groups));
            return this;
        }

        /**
         * Sets how many distinct people must approve.
         *
         * @param people at least 1
         * @return this
         */
        public Builder quorum(int people) {
            if (people < 1) {
                throw new IllegalArgumentException("Tool " + name + ": quorum is " + people + ", must be at least 1");
            }
            quorum = people;
            return this;
        }

        /**
         * Says whether calls may outlive their caller.
         *
         * @param later true if so
         * @return this
         */
        public Builder runLater(boolean later) {
            runLater = later;
            return this;
        }

        /**
         * Says whether a run cut off by a crash may be repeated.
         *
         * @param repeatable true if so
         * @return this
         */
        public Builder idempotent(boolean repeatable) {
            idempotent = repeatable;
            return this;
        }

        /**
         * Says whether calls are too private for chat.
         *
         * @param hidden true if they are shown in the inbox only
         * @return this
         */
        public Builder inboxOnly(boolean hidden) {
            inboxOnly = hidden;
            return this;
        }

        /** {@return the finished description} */
        public ToolSpec build() {
            return new ToolSpec(this);
        }
    }
}
