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
import org.jspecify.annotations.Nullable;

/** A call as policies and people see it. What only some of them need is made when first asked for. */
public final class FrozenCall implements ToolCall {

    private final CallFacts facts;
    private final Payload shown;
    private final Arguments arguments;
    private final Supplier<String> digests;
    private final Supplier<String> summaries;
    // Both are made from immutable parts: two threads that race here write the same text.
    private volatile @Nullable String digest;
    private volatile @Nullable String summary;

    /**
     * A call.
     *
     * @param facts where, when and by whom
     * @param shown the arguments, masked
     * @param arguments the same, to be read
     * @param digests makes the binding digest
     * @param summaries makes the summary
     */
    public FrozenCall(
            CallFacts facts, Payload shown, Arguments arguments, Supplier<String> digests, Supplier<String> summaries) {
        this.facts = facts;
        this.shown = shown;
        this.arguments = arguments;
        this.digests = digests;
        this.summaries = summaries;
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
        String text = summary;
        if (text == null) {
            text = summaries.get();
            summary = text;
        }
        return text;
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
        String hex = digest;
        if (hex == null) {
            hex = digests.get();
            digest = hex;
        }
        return hex;
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
