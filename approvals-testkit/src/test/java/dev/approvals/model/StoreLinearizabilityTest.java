package dev.approvals.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.testkit.random.RandomSource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The store in memory as several threads see it: the answers are those of some order, one call after the other. */
class StoreLinearizabilityTest {

    private static final int THREADS = 3;
    private static final int HISTORIES = 1_500;
    private static final AuditEvent.Origin ORIGIN =
            new AuditEvent.Origin("test", Mode.ENFORCING, "drop", Requester.UNKNOWN);

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static ApprovalStore store() {
        return new InMemoryApprovalStore(ManualTimekeeper.create());
    }

    /** A store in which the first row may be replaced at once. */
    private static ApprovalStore begun() {
        ApprovalStore store = store();
        create(1).on().apply(store);
        return store;
    }

    @Test
    void whateverThreadsAskAtOnceTheAnswersAreThoseOfSomeOrder() throws Exception {
        for (int seed = 0; seed < HISTORIES; seed++) {
            RandomSource random = RandomSource.seeded(seed);
            List<List<StoreHistory.Call>> calls =
                    random.listOf(THREADS, THREADS, each -> each.listOf(1, 4, StoreLinearizabilityTest::call));

            StoreHistory history = StoreHistory.of(begun(), calls, threads);

            assertThat(history.hasAnOrder(StoreLinearizabilityTest::begun))
                    .as("an order of %s, seed %s", history, seed)
                    .isTrue();
        }
    }

    @Test
    void answersThatNoOrderGivesAreFound() {
        StoreHistory.Event created = new StoreHistory.Event(create(1), "1 1 PENDING", 1, 2);
        StoreHistory.Event won = new StoreHistory.Event(replace(1, 2), true, 3, 5);
        StoreHistory.Event wonToo = new StoreHistory.Event(replace(1, 2), true, 4, 6);
        StoreHistory.Event lost = new StoreHistory.Event(replace(1, 2), false, 4, 6);
        StoreHistory.Event stale = new StoreHistory.Event(get(1), "1 1 PENDING", 7, 8);

        assertThat(hasAnOrder(List.of(created, won), List.of(lost))).isTrue();
        assertThat(hasAnOrder(List.of(created, won), List.of(wonToo)))
                .as("one version, replaced twice")
                .isFalse();
        assertThat(hasAnOrder(List.of(created, won), List.of(stale)))
                .as("a row as it was before a change that had been answered")
                .isFalse();
    }

    @SafeVarargs
    private static boolean hasAnOrder(List<StoreHistory.Event>... threads) {
        return new StoreHistory(List.of(threads)).hasAnOrder(StoreLinearizabilityTest::store);
    }

    private static StoreHistory.Call call(RandomSource random) {
        int id = random.between(1, 2);
        return switch (random.between(0, 7)) {
            case 0, 1 -> create(id);
            case 2, 3 -> replace(id, random.between(2, 3));
            case 4 -> get(id);
            case 5 ->
                new StoreHistory.Call(
                        "events " + id,
                        store -> store.events(String.valueOf(id)).size());
            case 6 ->
                new StoreHistory.Call(
                        "pending",
                        store ->
                                store
                                        .list(
                                                ApprovalStore.Filter.of(StoredRow.Kind.REQUEST, RequestStatus.PENDING),
                                                "",
                                                9)
                                        .stream()
                                        .map(StoredRow::id)
                                        .toList());
            default ->
                new StoreHistory.Call("due", store -> store.due(Instant.MAX, 9).size());
        };
    }

    /** Two ids, one key: whoever is second finds the first one's row. */
    private static StoreHistory.Call create(int id) {
        StoredRow row = row(id, 1, RequestStatus.PENDING, new StoredRow.Keys("the call", ""));
        return new StoreHistory.Call(
                "create " + id, store -> told(Optional.of(store.createOrFind(row, List.of(event(id, 1))))));
    }

    private static StoreHistory.Call replace(int id, int version) {
        RequestStatus status = version == 3 ? RequestStatus.ENDED : RequestStatus.APPROVED;
        StoredRow next = row(id, version, status, StoredRow.Keys.NONE);
        return new StoreHistory.Call(
                "replace " + id + " by version " + version,
                store -> store.compareAndSet(next, List.of(event(id, version))));
    }

    private static StoreHistory.Call get(int id) {
        return new StoreHistory.Call("get " + id, store -> told(store.get(String.valueOf(id))));
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
