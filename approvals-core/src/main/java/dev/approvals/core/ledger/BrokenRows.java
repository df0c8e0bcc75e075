package dev.approvals.core.ledger;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.core.audit.AuditFailedException;
import dev.approvals.core.audit.Trail;
import dev.approvals.core.lifecycle.Facts;
import dev.approvals.core.seal.BrokenSealException;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends rows that somebody without the key has written, so that nobody ever acts upon them; each once, and says so. */
public final class BrokenRows {

    private static final Logger LOG = LoggerFactory.getLogger(BrokenRows.class);

    private final ApprovalStore rows;
    private final Trail trail;
    private final AuditEvent.Origin origin;

    /**
     * What ends broken rows.
     *
     * @param rows the store itself, which knows no seals
     * @param realm the deployment
     * @param mode how the gate is set up
     */
    public BrokenRows(ApprovalStore rows, Trail trail, String realm, Mode mode) {
        this.rows = rows;
        this.trail = trail;
        // Whatever the row says of its tool and requester, nobody vouches for it.
        this.origin = new AuditEvent.Origin(realm, mode, "", Requester.UNKNOWN);
    }

    /**
     * Ends a row, unless it has ended, or is sealed with a key that only this process lacks.
     *
     * @param row the row as it stands in the store
     * @param why what is wrong with it
     */
    public void end(StoredRow row, BrokenSealException why) {
        if (why.fault() == BrokenSealException.Fault.UNKNOWN_KEY) {
            LOG.error("{}", why.getMessage());
            return;
        }
        if (row.status() == RequestStatus.ENDED) {
            LOG.debug("{}; it has ended", why.getMessage());
            return;
        }
        Map<String, String> facts = Facts.of(
                "code",
                RefusalCode.INVALIDATED.name(),
                "why",
                String.valueOf(why.getMessage()),
                "kind",
                row.kind().name());
        try {
            // Where an older row was put back, its next events are there already.
            if (why.fault() == BrokenSealException.Fault.PUT_BACK || !endWithEvent(row, why, facts)) {
                endQuietly(row, why, facts);
            }
        } catch (AuditFailedException e) {
            // The row is ended all the same, which is the safe side.
            LOG.error("The end of row {} was not recorded", row.id(), e);
        }
    }

    /** Whether it was tried without failing; somebody else may have been faster. */
    private boolean endWithEvent(StoredRow row, BrokenSealException why, Map<String, String> facts) {
        AuditEvent event = new AuditEvent(
                AuditEventType.APPROVAL_INVALIDATED, rows.now(), row.id(), row.version() + 1, origin, facts);
        boolean ended;
        try {
            ended = rows.compareAndSet(ended(row), List.of(event));
        } catch (RuntimeException e) {
            LOG.warn("Row {} could not be ended with an event of version {}", row.id(), event.sequence(), e);
            return false;
        }
        if (ended) {
            LOG.error("{}; nobody acts upon it, and it is ended as INVALIDATED", why.getMessage());
            trail.record(event);
        }
        return true;
    }

    /** Without an event beside the row: the gate tells of it. A row that cannot be ended keeps nobody from other rows. */
    private void endQuietly(StoredRow row, BrokenSealException why, Map<String, String> facts) {
        boolean ended;
        try {
            ended = rows.compareAndSet(ended(row), List.of());
        } catch (RuntimeException e) {
            LOG.error("{}; nobody acts upon it, and it could not be ended", why.getMessage(), e);
            return;
        }
        if (ended) {
            LOG.error("{}; nobody acts upon it, and it is ended as INVALIDATED", why.getMessage());
            trail.recordGate(AuditEventType.APPROVAL_INVALIDATED, facts);
        }
    }

    /** The seal stays as it is: of another version, so it never fits again. */
    private static StoredRow ended(StoredRow row) {
        return new StoredRow(
                row.id(),
                row.kind(),
                row.version() + 1,
                StoredRow.Keys.NONE,
                RequestStatus.ENDED,
                Optional.empty(),
                row.content(),
                row.state(),
                row.seal());
    }
}
