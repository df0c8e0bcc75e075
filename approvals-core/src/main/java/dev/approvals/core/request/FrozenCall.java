package dev.approvals.core.request;

import dev.approvals.call.Arguments;
import dev.approvals.call.Requester;
import dev.approvals.call.ToolCall;
import dev.approvals.core.capture.NamedValue;
import dev.approvals.core.capture.Payload;
import dev.approvals.core.capture.PlainView;
import dev.approvals.tool.ToolSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A call as policies and people see it. What only some of them need is made when first asked for. */
public final class FrozenCall implements ToolCall {

    private final CallFacts facts;
    private final Payload shown;
    private final Arguments arguments;
    // Both are made from immutable parts: two threads that race here write the same text.
    private volatile Supplier<String> digest;
    private volatile Supplier<String> summary;

    /** A text that has been made; what made it is let go, for a call may wait for days. */
    private record Made(String get) implements Supplier<String> {}

    /**
     * A call.
     *
     * @param facts where, when and by whom
     * @param shown the arguments, masked
     * @param arguments the same, to be read
     * @param digest makes the binding digest
     * @param summary makes the summary
     */
    public FrozenCall(
            CallFacts facts, Payload shown, Arguments arguments, Supplier<String> digest, Supplier<String> summary) {
        this.facts = facts;
        this.shown = shown;
        this.arguments = arguments;
        this.digest = digest;
        this.summary = summary;
    }

    /** {@return where, when and by whom} */
    public CallFacts facts() {
        return facts;
    }

    @Override
    public String id() {
        return facts.id();
    }

    @Override
    public ToolSpec tool() {
        return facts.tool();
    }

    @Override
    public Arguments arguments() {
        return arguments;
    }

    /** {@return the arguments, masked} */
    public Payload shown() {
        return shown;
    }

    @Override
    public Requester requester() {
        return facts.requester();
    }

    @Override
    public String realm() {
        return facts.realm();
    }

    @Override
    public Map<String, String> context() {
        return facts.context();
    }

    @Override
    public String summary() {
        if (!(summary instanceof Made)) {
            summary = new Made(summary.get());
        }
        return summary.get();
    }

    @Override
    public Optional<String> reason() {
        return shown.values().stream()
                .filter(NamedValue::reason)
                .findFirst()
                .map(argument -> String.valueOf(PlainView.of(argument.value())));
    }

    @Override
    public String digest() {
        if (!(digest instanceof Made)) {
            digest = new Made(digest.get());
        }
        return digest.get();
    }

    @Override
    public Instant at() {
        return facts.at();
    }

    @Override
    public String toString() {
        return tool().name() + " " + arguments.json() + " by " + requester();
    }
}
