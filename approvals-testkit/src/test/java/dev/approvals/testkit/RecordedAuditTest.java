package dev.approvals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.call.Mode;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.testkit.tck.AuditSinkTck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecordedAuditTest extends AuditSinkTck {

    private final RecordedAudit audit = new RecordedAudit();

    @Override
    protected AuditSink newSink() {
        return new RecordedAudit();
    }

    @Override
    protected List<AuditEvent> taken(AuditSink used) {
        return ((RecordedAudit) used).events();
    }

    @Override
    protected boolean breakDown(AuditSink used) {
        ((RecordedAudit) used).breakDown();
        return true;
    }

    private static AuditEvent event(String call, long sequence, AuditEventType type) {
        Requester bob = Requester.agent("db-copilot").actingFor(Principal.local("bob"));
        return new AuditEvent(
                type,
                ManualTimekeeper.START.plusMillis(250 * sequence),
                call,
                sequence,
                new AuditEvent.Origin("test", Mode.ENFORCING, call.startsWith("gate") ? "" : "export", bob),
                Map.of("comment", "two\nlines"));
    }

    @Test
    void eventsAreFoundByCallAndByType() {
        audit.append(event("a", 1, AuditEventType.ACTION_REQUESTED));
        audit.append(event("b", 1, AuditEventType.ACTION_REQUESTED));
        audit.append(event("a", 2, AuditEventType.ACTION_STARTED));

        assertThat(audit.callIds()).containsExactly("a", "b");
        assertThat(audit.types("a")).containsExactly(AuditEventType.ACTION_REQUESTED, AuditEventType.ACTION_STARTED);
        assertThat(audit.types()).hasSize(3);
        assertThat(audit.events(AuditEventType.ACTION_REQUESTED)).hasSize(2);
        assertThat(audit.events("nobody")).isEmpty();
    }

    @Test
    void theTimelineIsOneLineForEachEvent() {
        audit.append(event("0123456789abcdef", 1, AuditEventType.ACTION_REQUESTED));
        audit.append(event("0123456789abcdef", 2, AuditEventType.APPROVAL_DECIDED));

        assertThat(audit.toString().lines())
                .containsExactly(
                        "     +0.000s  01234567 #1  action.requested       export by db-copilot for local:bob"
                                + "  {comment=two\\nlines}",
                        "     +0.250s  01234567 #2  approval.decided       export by db-copilot for local:bob"
                                + "  {comment=two\\nlines}");
        assertThat(new RecordedAudit().toString()).contains("no audit events");
    }

    @Test
    void waitingForAnEventEndsWhenItComes() {
        CompletableFuture<AuditEvent> waiter =
                CompletableFuture.supplyAsync(() -> audit.await("a", AuditEventType.ACTION_STARTED));

        audit.append(event("b", 1, AuditEventType.ACTION_STARTED));
        audit.append(event("a", 1, AuditEventType.ACTION_STARTED));

        assertThat(waiter.join().callId()).isEqualTo("a");
        assertThat(audit.await(AuditEventType.ACTION_STARTED).callId()).isEqualTo("b");
    }

    @Test
    void waitingInVainFailsWithTheTimeline() {
        audit.append(event("a", 1, AuditEventType.ACTION_REQUESTED));

        assertThatThrownBy(() -> audit.await(Duration.ZERO, "an event action.started", event -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("in vain for an event action.started")
                .hasMessageContaining("#1  action.requested");
    }

    @Test
    void aGapAndARepeatedPlaceAreFaultsThatNameCallAndPlace() {
        audit.append(event("a", 1, AuditEventType.ACTION_REQUESTED));
        audit.append(event("a", 3, AuditEventType.ACTION_STARTED));
        audit.append(event("b", 2, AuditEventType.ACTION_REQUESTED));
        audit.append(event("a", 3, AuditEventType.ACTION_COMPLETED));

        assertThatThrownBy(audit::requireOrder)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("action.started of call a has the place 3 after 1")
                .hasMessageContaining("action.requested of call b has the place 2 after 0")
                .hasMessageContaining("action.completed of call a has the place 3 after 3");
    }

    @Test
    void whatConcernsNoCallHasNoPlaceToKeep() {
        audit.append(event("gate-1", 1, AuditEventType.CONFIG_CHANGED));
        audit.append(event("gate-1", 1, AuditEventType.CONFIG_CHANGED));

        assertThat(audit.callIds()).isEmpty();
        assertThatCode(audit::requireOrder).doesNotThrowAnyException();
    }

    @Test
    void anEventThatWasRefusedMayBeLostOrToldAgain() {
        RecordedAudit failing = RecordedAudit.failingOn(AuditEventType.ACTION_STARTED);
        failing.append(event("lost", 1, AuditEventType.ACTION_REQUESTED));
        failing.append(event("again", 1, AuditEventType.ACTION_REQUESTED));
        assertThatThrownBy(() -> failing.append(event("lost", 2, AuditEventType.ACTION_STARTED)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("action.started");
        assertThatThrownBy(() -> failing.append(event("again", 2, AuditEventType.ACTION_STARTED)))
                .isInstanceOf(IllegalStateException.class);

        failing.append(event("lost", 3, AuditEventType.ACTION_FAILED));
        failing.append(event("again", 2, AuditEventType.ACTION_FAILED));

        assertThatCode(failing::requireOrder).doesNotThrowAnyException();
        assertThat(failing.refused()).hasSize(2);
        failing.append(event("lost", 5, AuditEventType.OUTCOME_DELIVERED));
        assertThatThrownBy(failing::requireOrder).hasMessageContaining("has the place 5 after 3");
    }

    @Test
    void aRecordFailsAfterSomeEventsUntilItIsMended() {
        RecordedAudit failing = RecordedAudit.failingAfter(1);

        failing.append(event("a", 1, AuditEventType.ACTION_REQUESTED));
        assertThatThrownBy(() -> failing.append(event("a", 2, AuditEventType.ACTION_STARTED)))
                .isInstanceOf(IllegalStateException.class);
        failing.mend();
        failing.append(event("a", 2, AuditEventType.ACTION_FAILED));

        assertThat(failing.types()).containsExactly(AuditEventType.ACTION_REQUESTED, AuditEventType.ACTION_FAILED);
    }
}
