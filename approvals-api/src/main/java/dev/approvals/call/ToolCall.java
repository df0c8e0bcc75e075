package dev.approvals.call;

import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One call of a tool, frozen before anybody judges it, with sensitive values masked. Immutable and safe to share.
 */
public interface ToolCall {

    /** {@return the call's id; 128 random bits for calls that a person is asked about} */
    String id();

    /** {@return the tool} */
    ToolSpec tool();

    /** {@return the arguments, masked} */
    Arguments arguments();

    /** {@return on whose behalf} */
    Requester requester();

    /** {@return the deployment this call belongs to, such as {@code production}; part of the digest} */
    String realm();

    /** {@return what the host declared to matter for this call, such as a tenant; part of the digest} */
    Map<String, String> context();

    /** {@return the tool's risk} */
    default Risk risk() {
        return tool().risk();
    }

    /** {@return the summary: the tool's template filled in from the masked arguments} */
    String summary();

    /** {@return the agent's own reason, a claim, where the tool has a parameter for it} */
    Optional<String> reason();

    /** {@return the binding digest over the real values: what a vote is about} */
    String digest();

    /** {@return when the call was made, by the store's clock} */
    Instant at();
}
