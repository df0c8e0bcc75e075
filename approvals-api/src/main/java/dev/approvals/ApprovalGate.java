package dev.approvals;

import dev.approvals.call.Requester;
import dev.approvals.tool.ToolSpec;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The enforcement point, the agents' side: wraps tools so that each call is judged, asked about and recorded before it
 * runs. It can ask and wait; it cannot decide. Thread-safe.
 */
public interface ApprovalGate {

    /**
     * This gate, used on somebody's behalf.
     *
     * @param requester on whose behalf; it comes from the host, never from a call's arguments
     * @return a view of this gate
     */
    ApprovalGate as(Requester requester);

    /**
     * Wraps an object. Annotated methods are gated, the others pass.
     *
     * <p>An interface is implemented by a proxy; of a class a subclass is generated, which carries annotations and
     * parameter names. Calls that the object makes to itself do not pass the gate: keep no other reference to it.
     *
     * @param type the interface or class that the tools are called through
     * @param target the object
     * @param more further interfaces that the wrapped object shall have
     * @param <T> the type
     * @return the wrapped object
     * @throws IllegalArgumentException if a tool cannot be gated; the message names method, fault and cure
     */
    <T> T wrap(Class<T> type, T target, Class<?>... more);

    /**
     * Wraps an object that nobody else has a reference to.
     *
     * @param type the interface or class that the tools are called through
     * @param factory makes the object, once
     * @param <T> the type
     * @return the wrapped object
     * @throws IllegalArgumentException as {@link #wrap}
     */
    <T> T wrapNew(Class<T> type, Supplier<? extends T> factory);

    /**
     * Registers a tool without annotations.
     *
     * @param spec what is known of the tool
     * @param body what it does; may implement {@link dev.approvals.review.ImpactPreview}
     * @return the gated tool
     * @throws IllegalArgumentException if the spec has a fault, or another tool made so has its name
     */
    GatedTool tool(ToolSpec spec, ToolBody body);

    /**
     * Registers a tool that its callers run themselves, in processes of their own.
     *
     * @param spec what is known of the tool; its calls run later, and are never begun again by the gate
     * @return the tool
     * @throws IllegalArgumentException if the spec has a fault, or another tool has its name
     */
    RemoteTool remote(ToolSpec spec);

    /**
     * Finds a registered tool.
     *
     * @param name its name
     * @return the tool, called on this gate's requester's behalf; or empty where none or several have that name
     */
    Optional<GatedTool> tool(String name);
}
