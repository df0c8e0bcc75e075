package dev.approvals.testkit.tck;

import dev.approvals.audit.AuditEvent;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The store under test and rows to put in it. */
abstract class StoreFixture {

    static final Instant DUE = Samples.START.plusSeconds(900);

    private Optional<ApprovalStore> opened = Optional.empty();

    /**
     * Makes an empty store; called before each test, and for each sequence of a random test.
     *
     * @return the store; closed by the kit
     * @throws Exception if it cannot be made
     */
    protected abstract ApprovalStore newStore() throws Exception;

    @BeforeEach
    void openStore() throws Exception {
        opened = Optional.of(newStore());
    }

    @AfterEach
    void closeStore() {
        opened.ifPresent(ApprovalStore::close);
    }

    ApprovalStore store() {
        return opened.orElseThrow();
    }

    static StoredRow row(String id) {
        return row(id, StoredRow.Keys.NONE);
    }

    static StoredRow row(String id, StoredRow.Keys keys) {
        return new StoredRow(
                id,
                StoredRow.Kind.REQUEST,
                1,
                keys,
                RequestStatus.PENDING,
                Optional.of(DUE),
                "{\"call\":\"" + id + "\"}",
                "{\"votes\":0}");
    }

    static StoredRow dueAt(StoredRow row, Instant due) {
        return new StoredRow(
                row.id(),
                row.kind(),
                row.version(),
                row.keys(),
                row.status(),
                Optional.of(due),
                row.content(),
                row.state());
    }

    /** The row one version later. */
    static StoredRow next(StoredRow row, RequestStatus status, String state) {
        return new StoredRow(
                row.id(),
                row.kind(),
                row.version() + 1,
                row.keys(),
                status,
                status == RequestStatus.ENDED ? Optional.empty() : row.dueAt(),
                row.content(),
                state);
    }

    static StoredRow next(StoredRow row, StoredRow.Keys keys) {
        return new StoredRow(
                row.id(), row.kind(), row.version() + 1, keys, row.status(), row.dueAt(), row.content(), row.state());
    }

    static StoredRow withVersion(StoredRow row, long version) {
        return new StoredRow(
                row.id(), row.kind(), version, row.keys(), row.status(), row.dueAt(), row.content(), row.state());
    }

    static AuditEvent eventOf(StoredRow row) {
        return Samples.event(row.id(), row.version());
    }

    StoredRow create(StoredRow row) {
        return store().createOrFind(row, Samples.events(row.id(), (int) row.version()));
    }

    boolean replace(StoredRow next) {
        return store().compareAndSet(next, List.of(eventOf(next)));
    }

    static ApprovalStore.Filter requests(RequestStatus status) {
        return ApprovalStore.Filter.of(StoredRow.Kind.REQUEST, status);
    }

    /** Every row of a status, read page by page. */
    static List<StoredRow> allOf(ApprovalStore store, RequestStatus status, int page) {
        List<StoredRow> all = new ArrayList<>();
        String after = "";
        List<StoredRow> rows = store.list(requests(status), after, page);
        while (!rows.isEmpty()) {
            all.addAll(rows);
            after = rows.get(rows.size() - 1).id();
            rows = store.list(requests(status), after, page);
        }
        return all;
    }

    static List<String> ids(List<StoredRow> rows) {
        return rows.stream().map(StoredRow::id).toList();
    }
}
