package dev.approvals.core.ledger;

import dev.approvals.core.request.RowCodec;
import dev.approvals.core.seal.BrokenSealException;
import dev.approvals.review.RequestStatus;
import dev.approvals.store.ApprovalStore;
import dev.approvals.store.StoredRow;
import java.util.List;
import java.util.Optional;

/**
 * The row by which a process sees, before it looks at any other, that its keys and its realm are those of the store. One with
 * other keys would take every row for forged, and end it.
 */
public final class StoreGuard {

    /** The row's id. */
    public static final String ID = "approvals-guard";

    private StoreGuard() {}

    /**
     * Checks the store's own row, and makes it where there is none.
     *
     * @param rows the store itself
     * @param codec seals by the keys and the realm of this process
     * @throws IllegalStateException if they are not those of the store
     * @throws RuntimeException if the store cannot be reached
     */
    public static void check(ApprovalStore rows, RowCodec codec) {
        StoredRow guard = codec.create(row(1));
        StoredRow there = rows.createOrFind(guard, List.of());
        if (there.seal().equals(guard.seal())) {
            return;
        }
        try {
            codec.open(there);
        } catch (BrokenSealException e) {
            throw new IllegalStateException(
                    "The store is not for these keys or this realm: it was begun with other ones. Give this process the"
                            + " keys and the realm of the others on the same store, or a store of its own. "
                            + e.getMessage(),
                    e);
        }
        // Under the newest key, so that an older one can be given up; whoever is faster does the same.
        StoredRow next = row(there.version() + 1);
        rows.compareAndSet(codec.change(next.with(there.content(), next.state()), there), List.of());
    }

    /** Of no status that a process has which lives or has ended. */
    private static StoredRow row(long version) {
        return new StoredRow(
                ID,
                StoredRow.Kind.NODE,
                version,
                StoredRow.Keys.NONE,
                RequestStatus.APPROVED,
                Optional.empty(),
                "{}",
                "{}");
    }
}
