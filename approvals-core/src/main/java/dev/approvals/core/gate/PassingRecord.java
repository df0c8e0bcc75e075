package dev.approvals.core.gate;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.core.audit.AuditFailedException;
import dev.approvals.core.engine.Engine;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The two events of a call that passes: one before it starts, one at its end. */
final class PassingRecord {

    private static final Logger LOG = LoggerFactory.getLogger(PassingRecord.class);
    private static final Map<String, String> RETURNED = Map.of("outcome", "returned");

    private final Engine engine;
    private final String callId;
    private final AuditEvent.Origin origin;

    private PassingRecord(Engine engine, String callId, AuditEvent.Origin origin) {
        this.engine = engine;
        this.callId = callId;
        this.origin = origin;
    }

    /**
     * Records the start.
     *
     * @throws ApprovalException.Refused if it was not taken; the tool must not run
     */
    static PassingRecord started(Engine engine, AuditEvent.Origin origin, Map<String, String> why) {
        PassingRecord record = new PassingRecord(engine, engine.passingId(), origin);
        try {
            record.tell(AuditEventType.ACTION_STARTED, 1, why);
        } catch (AuditFailedException e) {
            throw record.refused(RefusalCode.AUDIT_FAILED, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // All that is left to fail is the store, whose clock dates the event.
            throw record.refused(RefusalCode.STORE_FAILED, String.valueOf(e));
        }
        return record;
    }

    private ApprovalException refused(RefusalCode code, String why) {
        return new ApprovalException.Refused(
                new Outcome.Refused(new Outcome.Subject(callId, origin.tool(), origin.requester()), code, why));
    }

    /** Records the end. */
    void returned() {
        tellEnd(AuditEventType.ACTION_COMPLETED, RETURNED);
    }

    /** Records the end of a stage when it ends. */
    void endedLater(@Nullable Object result) {
        if (result instanceof CompletionStage<?> stage) {
            stage.whenComplete((value, thrown) -> {
                if (thrown == null) {
                    returned();
                } else {
                    failed(thrown);
                }
            });
        } else {
            returned();
        }
    }

    /** Says what was thrown, not its words: the arguments were not looked at, and may stand in them unmasked. */
    void failed(Throwable thrown) {
        tellEnd(
                AuditEventType.ACTION_FAILED,
                Map.of("outcome", "threw", "detail", thrown.getClass().getName()));
    }

    private void tellEnd(AuditEventType type, Map<String, String> facts) {
        try {
            tell(type, 2, facts);
        } catch (RuntimeException e) {
            // The tool has run: hiding its result would undo nothing. The next call is refused at its start.
            LOG.error("The end of call {} was not recorded", callId, e);
        }
    }

    private void tell(AuditEventType type, long sequence, Map<String, String> facts) {
        engine.trail().record(new AuditEvent(type, engine.now(), callId, sequence, origin, facts));
    }
}
