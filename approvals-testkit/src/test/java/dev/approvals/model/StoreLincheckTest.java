package dev.approvals.model;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/** The store in memory under Lincheck's stress runs, beside our own in {@link StoreLinearizabilityTest}. */
@Param(name = "id", gen = IntGen.class, conf = "1:2")
@Param(name = "version", gen = IntGen.class, conf = "2:4")
public class StoreLincheckTest {

    private static final AuditEvent.Origin ORIGIN =
            new AuditEvent.Origin("test", Mode.ENFORCING, "drop", Requester.UNKNOWN);

    private final ApprovalStore store = new InMemoryApprovalStore(Timekeeper.system());

    @Operation
    public String create(@Param(name = "id") int id) {
        StoredRow row = row(id, 1, RequestStatus.PENDING, new StoredRow.Keys("the call", ""));
        return told(Optional.of(store.createOrFind(row, List.of(event(id, 1)))));
    }

    @Operation
    public boolean replace(@Param(name = "id") int id, @Param(name = "version") int version) {
        RequestStatus status = version == 4 ? RequestStatus.ENDED : RequestStatus.APPROVED;
        StoredRow next = row(id, version, status, StoredRow.Keys.NONE);
        return store.compareAndSet(next, List.of(event(id, version)));
    }

    @Operation
    public String get(@Param(name = "id") int id) {
        return told(store.get(String.valueOf(id)));
    }

    @Operation
    public int events(@Param(name = "id") int id) {
        return store.events(String.valueOf(id)).size();
    }

    @Operation
    public int due() {
        return store.due(Instant.MAX, 9).size();
    }

    @Test
    void itsAnswersAreThoseOfSomeOrder() {
        new StressOptions()
                .iterations(20)
                .invocationsPerIteration(500)
                .threads(3)
                .actorsPerThread(3)
                .actorsBefore(1)
                .actorsAfter(1)
                .check(StoreLincheckTest.class);
    }

    private static String told(Optional<StoredRow> row) {
        return row.map(r -> r.id() + " " + r.version() + " " + r.status()).orElse("none");
    }

    private static StoredRow row(int id, int version, RequestStatus status, StoredRow.Keys keys) {
        Optional<Instant> due = status == RequestStatus.ENDED ? Optional.empty() : Optional.of(Instant.EPOCH);
        return new StoredRow(String.valueOf(id), StoredRow.Kind.REQUEST, version, keys, status, due, "{}", "{}");
    }

    private static AuditEvent event(int id, int version) {
        return new AuditEvent(
                AuditEventType.APPROVAL_DECIDED, Instant.EPOCH, String.valueOf(id), version, ORIGIN, Map.of());
    }
}
