package dev.approvals.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrailTest {

    private static final AuditEvent.Origin ORIGIN =
            new AuditEvent.Origin("test", Mode.ENFORCING, "drop", Requester.UNKNOWN);

    private final List<String> told = new ArrayList<>();
    private final Sink first = new Sink("first");
    private final Sink second = new Sink("second");

    /** A sink that notes what it takes, and can break. */
    private class Sink implements AuditSink {
        private final String name;
        private final List<AuditEvent> taken = new ArrayList<>();
        private Throwable broken;

        private Sink(String name) {
            this.name = name;
        }

        @Override
        public void append(AuditEvent event) {
            if (broken instanceof Error error) {
                throw error;
            }
            if (broken instanceof RuntimeException exception) {
                throw exception;
            }
            taken.add(event);
            told.add(name + " " + event.type() + " " + event.sequence());
        }
    }

    private static Trail trail(boolean goOn, Sink... sinks) {
        Trail.Gate gate = new Trail.Gate("gate-1", "test", Mode.ENFORCING);
        return new Trail(Arrays.asList(sinks), goOn, gate, () -> Instant.EPOCH);
    }

    private static AuditEvent event(long sequence) {
        return new AuditEvent(AuditEventType.APPROVAL_DECIDED, Instant.EPOCH, "call-1", sequence, ORIGIN, Map.of());
    }

    @Test
    void everySinkIsToldOfEveryEventInTheOrderTheyWereGiven() {
        Trail trail = trail(false, first, second);

        trail.record(event(1));
        trail.record(event(2));

        assertThat(told)
                .containsExactly(
                        "first approval.decided 1",
                        "second approval.decided 1",
                        "first approval.decided 2",
                        "second approval.decided 2");
    }

    @Test
    void aStrictTrailStopsWhatASinkDidNotTakeAndNamesTheSink() {
        second.broken = new IllegalStateException("disk full");

        assertThatThrownBy(() -> trail(false, first, second).record(event(1)))
                .isInstanceOf(AuditFailedException.class)
                .hasMessageContaining(Sink.class.getName())
                .hasMessageContaining("approval.decided")
                .hasMessageContaining("call-1")
                .hasRootCauseMessage("disk full");
    }

    @Test
    void aStrictTrailTakesAnErrorForAFailureToo() {
        first.broken = new StackOverflowError();

        assertThatThrownBy(() -> trail(false, first).record(event(1))).isInstanceOf(AuditFailedException.class);
        assertThatThrownBy(() -> trail(false, first).recordGate(AuditEventType.POLICY_LOADED, Map.of()))
                .isInstanceOf(AuditFailedException.class);
    }

    @Test
    void aTrailThatGoesOnTellsTheOthersOnceThatASinkFailedAndOnceThatItIsBack() {
        Trail trail = trail(true, first, second);
        first.broken = new IllegalStateException("disk full");

        trail.record(event(1));
        trail.record(event(2));
        first.broken = null;
        trail.record(event(3));
        trail.record(event(4));

        assertThat(told)
                .containsExactly(
                        "second approval.decided 1",
                        "second sink.failed 1",
                        "second approval.decided 2",
                        "first approval.decided 3",
                        "second approval.decided 3",
                        "second sink.restored 2",
                        "first approval.decided 4",
                        "second approval.decided 4");
        AuditEvent failed = second.taken.get(1);
        assertThat(failed.callId()).isEqualTo("gate-1");
        assertThat(failed.origin().realm()).isEqualTo("test");
        assertThat(failed.fact("sink")).isEqualTo(Sink.class.getName());
        assertThat(failed.fact("why")).contains("disk full");
    }

    @Test
    void aTrailThatGoesOnGoesOnWhenEverySinkFails() {
        Trail trail = trail(true, first, second);
        first.broken = new IllegalStateException("disk full");
        second.broken = new LinkageError("no such class");

        trail.record(event(1));
        trail.recordGate(AuditEventType.CONFIG_CHANGED, Map.of());

        assertThat(told).isEmpty();
    }

    @Test
    void aFailureWhileOthersAreToldOfAFailureStopsNobody() {
        Sink breaksLater = new Sink("third") {
            @Override
            public void append(AuditEvent event) {
                if (event.type().equals(AuditEventType.SINK_FAILED)) {
                    throw new IllegalStateException("and now this one");
                }
                super.append(event);
            }
        };
        first.broken = new IllegalStateException("disk full");

        trail(true, first, breaksLater, second).record(event(1));

        assertThat(told)
                .containsExactly("third approval.decided 1", "second approval.decided 1", "second sink.failed 1");
    }

    @Test
    void theGatesOwnEventsAreNumberedByThemselves() {
        Trail trail = trail(false, first);

        trail.recordGate(AuditEventType.CONFIG_CHANGED, Map.of("what", "policy"));
        trail.record(event(7));
        trail.recordGate(AuditEventType.POLICY_LOADED, Map.of());

        assertThat(first.taken).extracting(AuditEvent::sequence).containsExactly(1L, 7L, 2L);
        assertThat(first.taken).extracting(AuditEvent::callId).containsExactly("gate-1", "call-1", "gate-1");
        assertThat(first.taken.get(0).origin().tool()).as("no tool's event").isEmpty();
    }

    @Test
    void aTrailWithoutSinksIsSilent() {
        assertThat(trail(false).silent()).isTrue();
        assertThat(trail(false, first).silent()).isFalse();
        trail(false).record(event(1));
        assertThat(trail(false).head()).isEmpty();
    }
}
