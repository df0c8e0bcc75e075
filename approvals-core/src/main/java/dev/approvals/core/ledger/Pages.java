package dev.approvals.core.ledger;

import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.util.List;
import java.util.function.Consumer;

/** Goes through many rows of a store, a page at a time. */
final class Pages {

    static final int SIZE = 500;

    private Pages() {}

    /**
     * Looks at every row that a filter lets through. Only a page of the store itself that is not full is the last one: what
     * cannot be made of a row that was listed shortens none.
     *
     * @param store the store
     * @param filter which rows
     * @param look called with each in the order of the list; may change rows
     */
    static void each(ApprovalStore store, ApprovalStore.Filter filter, Consumer<StoredRow> look) {
        List<StoredRow> page = store.list(filter, "", SIZE);
        page.forEach(look);
        while (page.size() == SIZE) {
            page = store.list(filter, page.get(SIZE - 1).id(), SIZE);
            page.forEach(look);
        }
    }
}
