package dev.approvals.core.seal;

import dev.approvals.store.StoredRow;
import java.io.Serial;

/** Says that a row was not written by a holder of the key, so that nobody acts upon it. The message tells the operator why. */
public final class BrokenSealException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    /** The row's id, as the store gave it. */
    private final String rowId;

    /** What is wrong. */
    private final Fault fault;

    /** What is wrong. */
    public enum Fault {
        /** There is no seal, or something that is no seal. */
        NO_SEAL,
        /** It names a key that this process does not have: the row may be sound, and another process may know. */
        UNKNOWN_KEY,
        /** The row is not the one that was sealed. */
        OTHER_ROW
    }

    BrokenSealException(StoredRow row, Fault fault, String why) {
        super("Row " + row.id() + " (" + row.kind() + ", version " + row.version() + ") " + why);
        this.rowId = row.id();
        this.fault = fault;
    }

    /** {@return the row's id, as the store gave it} */
    public String rowId() {
        return rowId;
    }

    /** {@return what is wrong} */
    public Fault fault() {
        return fault;
    }
}
