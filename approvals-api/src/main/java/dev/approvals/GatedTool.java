package dev.approvals;

import dev.approvals.call.Requester;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.tool.ToolSpec;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One tool behind the gate: what proxies and adapters are made of. Thread-safe. */
public interface GatedTool {

    /** {@return what is known of the tool} */
    ToolSpec spec();

    /**
     * The same tool, called on somebody else's behalf.
     *
     * @param requester on whose behalf
     * @return a view of this tool
     */
    GatedTool as(Requester requester);

    /**
     * Calls the tool and waits for the end. A tool that may run later is waited for a bounded time only.
     *
     * @param arguments the arguments by name; they are copied
     * @return how the call ended
     * @throws ApprovalException.Pending if the tool may run later and nobody decided within the bounded wait; the call
     *     then goes on without the caller
     */
    Outcome call(Map<String, ? extends @Nullable Object> arguments);

    /**
     * As {@link #call}, with the arguments as a model wrote them. Duplicate keys, unknown keys, numbers as text and
     * other lenient input are refused with a message that says what to mend.
     *
     * @param argumentsJson one JSON object
     * @return how the call ended
     * @throws ApprovalException.Pending as {@link #call}
     */
    Outcome callJson(String argumentsJson);

    /**
     * Submits a call and returns at once.
     *
     * @param arguments the arguments by name; they are copied
     * @return the submitted call
     */
    Pending submit(Map<String, ? extends @Nullable Object> arguments);
}
