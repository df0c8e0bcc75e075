package dev.approvals.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore.Filter;
import dev.approvals.store.StoredRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More rows than fit on a page. */
class PagesTest {

    private static final Filter ENDED = Filter.of(StoredRow.Kind.REQUEST, RequestStatus.ENDED);

    private final InMemoryApprovalStore store = new InMemoryApprovalStore(Timekeeper.system());
    private final List<String> seen = new ArrayList<>();

    private List<String> rows(int count) {
        List<String> ids = IntStream.range(0, count).mapToObj(i -> "row-" + i).toList();
        ids.forEach(id -> store.createOrFind(
                new StoredRow(
                        id,
                        StoredRow.Kind.REQUEST,
                        1,
                        StoredRow.Keys.NONE,
                        RequestStatus.ENDED,
                        Optional.empty(),
                        "{}",
                        "{}"),
                List.of()));
        return ids;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Pages.SIZE - 1, Pages.SIZE, Pages.SIZE + 1, 2 * Pages.SIZE + 7})
    void everyRowIsLookedAtOnceAndInOrder(int count) {
        List<String> ids = rows(count);

        Pages.each(store, ENDED, row -> seen.add(row.id()));

        assertThat(seen).isEqualTo(ids);
    }

    @Test
    void rowsThatAreGoneByTheTimeTheyAreReadKeepNobodyFromTheNextPage() {
        List<String> ids = rows(2 * Pages.SIZE);

        Pages.each(store, ENDED, row -> {
            if (row.id().equals(ids.get(3))) {
                store.forget(store.now().plus(Duration.ofHours(1)), 10);
            }
            store.get(row.id()).ifPresent(there -> seen.add(there.id()));
        });

        assertThat(seen).hasSize(ids.size() - 7).startsWith(ids.get(0)).endsWith(ids.get(ids.size() - 1));
    }
}
