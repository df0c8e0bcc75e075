package dev.approvals.core.proxy;

import dev.approvals.core.tool.ToolMethod;

/** Makes the gates of a wrapped object. */
@FunctionalInterface
public interface GateFactory {

    /**
     * Makes the gate of one tool; called once for each gated tool, while the object is being wrapped.
     *
     * @param tool the tool
     * @param body what stands behind the gate; usable as soon as the object is wrapped
     * @return the gate
     */
    MethodGate gate(ToolMethod tool, MethodBody body);
}
