package dev.approvals.core.seal;

import dev.approvals.store.StoredRow;

/**
 * Proves that a row was written by a holder of the key, as it is, where it is.
 *
 * <p>A seal covers all of a row, and the realm. It does not tell that a row is the newest: whoever can write to the store can
 * put back a whole row as it was, with its seal; that is what the store's epoch and the audit are for. Thread-safe.
 */
public interface RowSeal {

    /**
     * Seals by HMAC-SHA-256.
     *
     * @param keys the current one seals, all of them check
     * @param realm the deployment; rows of another one do not pass
     * @return the seal
     */
    static RowSeal of(StoreKeys keys, String realm) {
        return new HmacRowSeal(keys, realm);
    }

    /** {@return no seal, for a store that nobody but this process can reach} */
    static RowSeal none() {
        return NoSeal.NONE;
    }

    /**
     * Seals a new row.
     *
     * @param first the row
     * @return the row with a seal, its due time in whole milliseconds, rounded up, for stores that keep no more
     */
    StoredRow seal(StoredRow first);

    /**
     * Seals the next version of a row. Its content is not hashed again where it is the same: the hash stands in the seal.
     *
     * @param next the row as it shall be
     * @param before the row as it is in the store
     * @return the next row with a seal, as {@link #seal(StoredRow)} gives it
     * @throws BrokenSealException if the row before is not sound: what somebody else wrote gets no seal this way
     */
    StoredRow seal(StoredRow next, StoredRow before);

    /**
     * Checks a row.
     *
     * @param row as the store gave it
     * @throws BrokenSealException if it was not sealed as it is
     */
    void check(StoredRow row);

    /**
     * Checks another version of a row that was checked before. Content that is the same is not hashed again.
     *
     * @param row as the store gave it
     * @param seen a version of it that has passed
     * @throws BrokenSealException if it was not sealed as it is
     */
    void check(StoredRow row, StoredRow seen);
}
