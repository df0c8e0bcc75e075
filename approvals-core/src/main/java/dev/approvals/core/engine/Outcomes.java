package dev.approvals.core.engine;

import dev.approvals.core.capture.Capture;
import dev.approvals.core.capture.Payload;
import dev.approvals.core.capture.PlainView;
import dev.approvals.core.capture.Scrubbing;
import dev.approvals.core.capture.ThawException;
import dev.approvals.core.capture.UnrenderableException;
import dev.approvals.core.capture.Value;
import dev.approvals.core.capture.ValueJson;
import dev.approvals.core.judge.Tool;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.text.Thrown;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Outcomes from endings, and endings from what a tool did. */
final class Outcomes {

    /** Stands for a result that could not be kept. */
    static final String NOT_KEPT = "[the result was not kept]";

    private Outcomes() {}

    /** How a call ended, as people see it; a result is plain data. */
    static Outcome of(Outcome.Subject subject, Ending ending) {
        return of(subject, ending, Optional.empty());
    }

    /** How a call ended; its result has the tool's own type where the tool is known. */
    static Outcome of(Outcome.Subject subject, Ending ending, Optional<Tool> tool) {
        return switch (ending.kind()) {
            case RETURNED ->
                new Outcome.Returned(subject, ending.result().isEmpty() ? NOT_KEPT : read(ending.result(), tool));
            case THREW -> new Outcome.Threw(subject, new StoredFailure(ending.result(), ending.text()));
            case REFUSED -> new Outcome.Refused(subject, ending.refusal(), ending.text());
            case UNKNOWN -> new Outcome.Unknown(subject);
        };
    }

    /** How a call ended, for a repeated call: it needs the result itself. */
    static Outcome again(Outcome.Subject subject, Ending ending, Tool tool) {
        boolean lost = ending.kind() == Ending.Kind.RETURNED && ending.result().isEmpty();
        return lost
                ? new Outcome.Refused(
                        subject, RefusalCode.ALREADY_DECIDED, "It ran before, and its result could not be kept.")
                : of(subject, ending, Optional.of(tool));
    }

    private static @Nullable Object read(String json, Optional<Tool> tool) {
        Payload result = ValueJson.readPayload(json);
        Value value = result.values().get(0).value();
        if (tool.isEmpty()) {
            return PlainView.of(value);
        }
        try {
            return tool.get().results().thaw(result)[0];
        } catch (ThawException e) {
            return PlainView.of(value);
        }
    }

    /** A result in the form in which it is kept. */
    static Ending returned(Tool tool, @Nullable Object value) {
        try {
            Capture results = tool.results();
            return Ending.returned(ValueJson.write(results.freeze(value)));
        } catch (UnrenderableException e) {
            // The call itself is done and well; only a repeated call would have wanted its result.
            return Ending.returned("");
        }
    }

    /** The outcome of a tool that threw, for its caller. */
    static Outcome threw(Outcome.Subject subject, Throwable cause, Payload arguments) {
        if (cause instanceof Unreported) {
            return new Outcome.Unknown(subject);
        }
        return new Outcome.Threw(subject, cause, threw(cause, arguments).text());
    }

    static Ending threw(Throwable cause, Payload arguments) {
        if (cause instanceof Unreported) {
            return Ending.LOST;
        }
        return Ending.threw(cause.getClass().getName(), Scrubbing.scrub(Thrown.message(cause), arguments));
    }
}
