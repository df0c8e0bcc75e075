package dev.approvals.testkit.call;

import dev.approvals.call.Arguments;
import dev.approvals.call.Requester;
import dev.approvals.call.ToolCall;
import dev.approvals.tool.ToolSpec;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A call as a gate would hand it to policies and approvers. */
record SampleCall(
        String id,
        ToolSpec tool,
        Arguments arguments,
        Requester requester,
        String realm,
        Map<String, String> context,
        String summary,
        Optional<String> reason,
        String digest,
        Instant at)
        implements ToolCall {

    @Override
    public String toString() {
        return tool().name() + " " + arguments.json() + " by " + requester;
    }
}
