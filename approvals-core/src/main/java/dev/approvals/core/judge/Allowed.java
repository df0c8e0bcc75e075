package dev.approvals.core.judge;

import dev.approvals.core.capture.Payload;
import dev.approvals.outcome.Outcome;
import java.util.Map;

/**
 * A call that runs without a person.
 *
 * @param tool the tool
 * @param payload the real arguments
 * @param subject which call
 * @param facts why it may run
 */
public record Allowed(Tool tool, Payload payload, Outcome.Subject subject, Map<String, String> facts) {}
