package dev.approvals.core.gate;

import dev.approvals.GatedTool;
import dev.approvals.Pending;
import dev.approvals.call.Requester;
import dev.approvals.core.engine.Engine;
import dev.approvals.core.judge.Attempt;
import dev.approvals.core.judge.Tool;
import dev.approvals.outcome.Outcome;
import dev.approvals.tool.ToolSpec;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tool by name, called on somebody's behalf. */
final class RegisteredTool implements GatedTool {

    private final Engine engine;
    private final Tool tool;
    private final Caller caller;

    RegisteredTool(Engine engine, Tool tool, Caller caller) {
        this.engine = engine;
        this.tool = tool;
        this.caller = caller;
    }

    @Override
    public ToolSpec spec() {
        return tool.spec();
    }

    @Override
    public GatedTool as(Requester requester) {
        return new RegisteredTool(engine, tool, Caller.fixed(engine, requester));
    }

    @Override
    public Outcome call(Map<String, ? extends @Nullable Object> arguments) {
        Objects.requireNonNull(arguments, "arguments");
        return engine.call(attempt(capture -> capture.freezeNamed(arguments)));
    }

    @Override
    public Outcome callJson(String argumentsJson) {
        Objects.requireNonNull(argumentsJson, "argumentsJson");
        return engine.call(attempt(capture -> capture.bind(argumentsJson)));
    }

    @Override
    public Pending submit(Map<String, ? extends @Nullable Object> arguments) {
        Objects.requireNonNull(arguments, "arguments");
        return engine.submit(attempt(capture -> capture.freezeNamed(arguments)));
    }

    private Attempt attempt(Attempt.Source source) {
        return new Attempt(tool, caller.session(), source);
    }

    @Override
    public String toString() {
        return "gated " + tool;
    }
}
