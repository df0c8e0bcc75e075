package dev.approvals.testkit;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Asserts what a recorded audit tells. Each failure prints the timeline. */
public final class AuditAssert extends AbstractAssert<AuditAssert, RecordedAudit> {

    AuditAssert(RecordedAudit audit) {
        super(audit, AuditAssert.class);
    }

    /**
     * The one call of a tool.
     *
     * @param tool the tool's name
     * @return asserts about that call
     * @throws AssertionError if there was none, or more than one
     */
    public CallAssert call(String tool) {
        List<String> ids = callsOf(tool);
        if (ids.size() != 1) {
            failWithMessage("%nExpected one call of %s and there are %s%n%s", tool, ids.size(), actual);
        }
        return callWithId(ids.get(0));
    }

    /**
     * One of several calls of a tool.
     *
     * @param tool the tool's name
     * @param number which one, from 1 in the order they began
     * @return asserts about that call
     * @throws AssertionError if there were not so many
     */
    public CallAssert call(String tool, int number) {
        List<String> ids = callsOf(tool);
        if (ids.size() < number) {
            failWithMessage(
                    "%nExpected at least %s calls of %s and there are %s%n%s", number, tool, ids.size(), actual);
        }
        return callWithId(ids.get(number - 1));
    }

    /**
     * The call of an id.
     *
     * @param id the id
     * @return asserts about that call
     * @throws AssertionError if the audit knows none
     */
    public CallAssert callWithId(String id) {
        List<AuditEvent> events = actual.events(id);
        if (events.isEmpty()) {
            failWithMessage("%nExpected a call %s, and the audit does not know it%n%s", id, actual);
        }
        return new CallAssert(new CallStory(id, events));
    }

    private List<String> callsOf(String tool) {
        return actual.events().stream()
                .filter(RecordedAudit::tellsOfACall)
                .filter(event -> event.origin().tool().equals(tool))
                .map(AuditEvent::callId)
                .distinct()
                .toList();
    }

    /**
     * Asserts how many calls of a tool there were.
     *
     * @param tool the tool's name
     * @param count how many
     * @return this
     */
    public AuditAssert hasCalls(String tool, int count) {
        int found = callsOf(tool).size();
        if (found != count) {
            failWithMessage("%nExpected %s calls of %s and there are %s%n%s", count, tool, found, actual);
        }
        return this;
    }

    /**
     * Asserts that no call of a tool started.
     *
     * @param tool the tool's name
     * @return this
     */
    public AuditAssert neverStarted(String tool) {
        boolean started = actual.events(AuditEventType.ACTION_STARTED).stream()
                .anyMatch(event -> event.origin().tool().equals(tool));
        if (started) {
            failWithMessage("%nExpected no call of %s to start, and one did%n%s", tool, actual);
        }
        return this;
    }

    /**
     * Asserts that a text, such as a password, is in no event.
     *
     * @param text the text
     * @return this
     */
    public AuditAssert neverMentions(String text) {
        actual.events().stream()
                .filter(event -> event.toString().contains(text))
                .findFirst()
                .ifPresent(event -> failWithMessage(
                        "%nExpected no event to mention \"%s\", and %s does%n%s", text, event.type(), actual));
        return this;
    }

    /**
     * Asserts that each call's events came in order and without gaps.
     *
     * @return this
     */
    public AuditAssert isInOrder() {
        actual.requireOrder();
        return this;
    }
}
