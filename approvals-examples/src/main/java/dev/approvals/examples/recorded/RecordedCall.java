package dev.approvals.examples.recorded;

/**
 * One tool call of a trace, as the model wrote it.
 *
 * @param where its place in the trace, such as {@code [3].messages[7].tool_calls[0]}
 * @param id the id the model gave it, or empty; recorded agents use an id more than once
 * @param tool the tool's name
 * @param argumentsJson the arguments, unparsed: whether they fit is for the gate to say
 */
record RecordedCall(String where, String id, String tool, String argumentsJson) {}
