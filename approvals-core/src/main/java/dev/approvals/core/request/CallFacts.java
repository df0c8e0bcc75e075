package dev.approvals.core.request;

import dev.approvals.call.Requester;
import dev.approvals.core.capture.CallHeader;
import dev.approvals.tool.ToolSpec;
import java.time.Instant;
import java.util.Map;

/**
 * Where, when and by whom a tool was called.
 *
 * @param id the call's id
 * @param tool the tool
 * @param requester on whose behalf
 * @param realm the deployment
 * @param context what the host declared to matter
 * @param at when
 */
public record CallFacts(
        String id, ToolSpec tool, Requester requester, String realm, Map<String, String> context, Instant at) {

    /** {@return what the digests cover beside the arguments} */
    public CallHeader header() {
        return new CallHeader(realm, tool.name(), tool.declaringType(), tool.signature(), context);
    }
}
