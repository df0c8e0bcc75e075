package dev.approvals;

import dev.approvals.call.Requester;
import dev.approvals.tool.ToolSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tool that its caller runs, in a process of its own and in whatever language: the gate judges each call, asks people and
 * gives the right to run once; how the run ended is what the caller says. A call is found by its requester only.
 * Thread-safe.
 */
public interface RemoteTool {

    /** {@return what is known of the tool} */
    ToolSpec spec();

    /**
     * The same tool, called on somebody else's behalf.
     *
     * @param requester on whose behalf
     * @return a view of this tool
     */
    RemoteTool as(Requester requester);

    /**
     * Submits a call. It waits for no person; an equal call that is open, or the very call repeated, is found and not made again.
     *
     * @param argumentsJson the arguments, one JSON object; read as strictly as by {@link GatedTool#callJson}
     * @return where it stands
     */
    RemoteCall submit(String argumentsJson);

    /**
     * Finds a call.
     *
     * @param callId its id
     * @return where it stands, or empty where this requester has no such call or it is no longer kept
     */
    Optional<RemoteCall> find(String callId);

    /**
     * Takes the right to run a call that is ready. What was approved is checked once more, and the start recorded.
     *
     * @param callId the call
     * @return the right to run, once; empty where it is not ready or was taken before
     */
    Optional<Claim> claim(String callId);

    /**
     * Calls a call off that was not claimed.
     *
     * @param callId the call
     * @return whether this called it off
     */
    boolean cancel(String callId);

    /**
     * Says that a claimed call returned.
     *
     * @param callId the call
     * @param result what it returned, as plain data; null where there is nothing
     * @return whether this was waited for here; otherwise the call has ended, or was claimed in another process
     */
    boolean returned(String callId, @Nullable Object result);

    /**
     * Says that a claimed call failed.
     *
     * @param callId the call
     * @param message why, in words
     * @return as {@link #returned}
     */
    boolean threw(String callId, String message);
}
