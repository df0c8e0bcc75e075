package dev.approvals.core.judge;

import dev.approvals.ToolBody;
import dev.approvals.call.Arguments;
import dev.approvals.core.capture.Capture;
import dev.approvals.core.capture.Payload;
import dev.approvals.core.capture.Renderers;
import dev.approvals.core.capture.ThawException;
import dev.approvals.core.tool.SummaryTemplate;
import dev.approvals.review.ImpactPreview;
import dev.approvals.tool.ToolSpec;
import java.lang.reflect.Type;
import java.util.Objects;
import java.util.Optional;

/** One registered tool: what is known of it, how its calls are frozen and run, and the rules that hold for it now. */
public final class Tool {

    private final Definition definition;
    private final Capture results;
    private volatile Binding binding = Binding.UNBOUND;

    /**
     * What a tool is made of.
     *
     * @param spec what is known of it
     * @param capture freezes its arguments
     * @param summary fills in its summary
     * @param body what it does
     * @param preview finds out what a call would do, where the tool offers that
     * @param result what it returns, and how
     * @param byCaller whether its callers run it: an approved call waits for its caller then
     */
    public record Definition(
            ToolSpec spec,
            Capture capture,
            SummaryTemplate summary,
            Body body,
            Optional<ImpactPreview> preview,
            Result result,
            boolean byCaller) {}

    /** What a tool does, made ready for one call before the right to run is taken. */
    @FunctionalInterface
    public interface Body {
        /**
         * Rebuilds the arguments of one call.
         *
         * @param payload the arguments, frozen and real
         * @return what to run once the claim is there
         * @throws ThawException if they cannot be had again as they were frozen
         */
        ToolBody prepare(Payload payload);
    }

    /**
     * What a tool returns.
     *
     * @param type the type of the value; of the value to come where it is returned later
     * @param later whether the body returns a stage or future of the value
     */
    public record Result(Type type, boolean later) {
        /** Some value, returned at once. */
        public static final Result ANY = new Result(Object.class, false);

        Capture capture() {
            Type kept = type == void.class ? Void.class : type;
            return Capture.of(ToolSpec.named("result").parameter("result", kept).build(), Renderers.none());
        }
    }

    /**
     * A tool without rules; it refuses every call until it is bound.
     *
     * @param definition what it is made of
     */
    public Tool(Definition definition) {
        this.definition = Objects.requireNonNull(definition, "definition");
        this.results = definition.result().capture();
    }

    /** {@return what is known of the tool} */
    public ToolSpec spec() {
        return definition.spec();
    }

    /** {@return what the tool is made of} */
    public Definition definition() {
        return definition;
    }

    /** {@return the rules that hold for it now} */
    public Binding binding() {
        return binding;
    }

    /** {@return freezes its result} */
    public Capture results() {
        return results;
    }

    void bind(Binding rules) {
        binding = rules;
    }

    /**
     * The tool's arguments, typed by its parameters.
     *
     * @param payload the payload, masked or real
     * @return the arguments
     */
    public Arguments arguments(Payload payload) {
        return definition.capture().arguments(payload);
    }

    @Override
    public String toString() {
        return spec().toString();
    }
}
