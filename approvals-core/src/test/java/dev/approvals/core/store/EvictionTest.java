package dev.approvals.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore.Filter;
import dev.approvals.store.StoredRow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the store in memory forgets: ended rows, those that ended first, and nothing that is still open. */
class EvictionTest {

    @Test
    void ofMoreEndedRowsThanAreKeptThoseThatEndedFirstGo() {
        InMemoryApprovalStore store = store(2, 1_000);
        List.of("a", "b", "c").forEach(id -> open(store, id, "x"));

        end(store, "c");
        end(store, "a");
        assertThat(kept(store)).containsExactlyInAnyOrder("a", "b", "c");

        end(store, "b");

        assertThat(kept(store)).as("c was created last, and ended first").containsExactlyInAnyOrder("a", "b");
        assertThat(store.events("c")).isEmpty();
        assertThat(store.list(Filter.of(StoredRow.Kind.REQUEST, RequestStatus.ENDED), "", 9))
                .extracting(StoredRow::id)
                .containsExactly("a", "b");
    }

    @Test
    void endedRowsThatHoldTooMuchGoUntilTheOthersFit() {
        InMemoryApprovalStore store = store(100, 10);
        List.of("a", "b", "c").forEach(id -> open(store, id, "1234"));
        end(store, "a");
        end(store, "b");
        assertThat(kept(store)).containsExactlyInAnyOrder("a", "b", "c");

        end(store, "c");

        assertThat(kept(store)).containsExactlyInAnyOrder("b", "c");
    }

    @Test
    void theRowThatEndedLastIsKeptHoweverLargeItIs() {
        InMemoryApprovalStore store = store(100, 10);
        open(store, "large", "x".repeat(1_000));
        open(store, "small", "x");
        end(store, "small");

        end(store, "large");

        assertThat(kept(store)).containsExactly("large");
    }

    @Test
    void openRowsAreKeptHoweverManyAndLargeTheyAre() {
        InMemoryApprovalStore store = store(1, 10);

        for (int i = 0; i < 50; i++) {
            open(store, "open-" + i, "x".repeat(100));
        }

        assertThat(kept(store)).hasSize(50);
    }

    @Test
    void theKeysOfARowThatIsForgottenAreFreeAgain() {
        InMemoryApprovalStore store = store(1, 1_000);
        StoredRow.Keys keys = new StoredRow.Keys("the call", "the likeness");
        StoredRow first = row("first", 1, RequestStatus.PENDING, keys, "x");
        store.createOrFind(first, List.of(event("first", 1)));
        replace(store, row("first", 2, RequestStatus.ENDED, keys, "x"));
        StoredRow again = row("again", 1, RequestStatus.PENDING, keys, "x");
        assertThat(store.createOrFind(again, List.of(event("again", 1))).id()).isEqualTo("first");

        open(store, "other", "x");
        end(store, "other");

        assertThat(store.get("first")).isEmpty();
        assertThat(store.createOrFind(again, List.of(event("again", 1))).id()).isEqualTo("again");
    }

    @Test
    void aRowThatIsForgottenIsNotDueAndCannotBeReplaced() {
        InMemoryApprovalStore store = store(1, 1_000);
        open(store, "a", "x");
        open(store, "b", "x");
        end(store, "a");
        end(store, "b");

        assertThat(store.due(Instant.MAX, 9)).isEmpty();
        assertThat(store.versions(List.of("a", "b"))).containsOnlyKeys("b");
        StoredRow late = row("a", 3, RequestStatus.ENDED, StoredRow.Keys.NONE, "x");
        assertThat(store.compareAndSet(late, List.of(event("a", 3)))).isFalse();
    }

    private static InMemoryApprovalStore store(int ended, long characters) {
        return new InMemoryApprovalStore(Timekeeper.system(), ended, characters);
    }

    private static List<String> kept(InMemoryApprovalStore store) {
        return store.list(Filter.of(StoredRow.Kind.REQUEST), "", 1_000).stream()
                .map(StoredRow::id)
                .toList();
    }

    private static void open(InMemoryApprovalStore store, String id, String content) {
        StoredRow row = row(id, 1, RequestStatus.PENDING, StoredRow.Keys.NONE, content);
        assertThat(store.createOrFind(row, List.of(event(id, 1)))).isEqualTo(row);
    }

    private static void end(InMemoryApprovalStore store, String id) {
        replace(store, row(id, 2, RequestStatus.ENDED, StoredRow.Keys.NONE, ""));
    }

    private static void replace(InMemoryApprovalStore store, StoredRow next) {
        assertThat(store.compareAndSet(next, List.of(event(next.id(), next.version()))))
                .isTrue();
    }

    private static StoredRow row(String id, long version, RequestStatus status, StoredRow.Keys keys, String content) {
        Optional<Instant> due = status == RequestStatus.ENDED ? Optional.empty() : Optional.of(Instant.EPOCH);
        return new StoredRow(id, StoredRow.Kind.REQUEST, version, keys, status, due, content, "{}");
    }

    private static AuditEvent event(String id, long sequence) {
        return new AuditEvent(
                AuditEventType.APPROVAL_REQUESTED,
                Instant.EPOCH,
                id,
                sequence,
                new AuditEvent.Origin("test", Mode.ENFORCING, "drop", Requester.UNKNOWN),
                Map.of());
    }
}
