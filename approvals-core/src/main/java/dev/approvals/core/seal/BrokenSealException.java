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
        OTHER_ROW,
        /** The row is one that was sealed, but an older version of it than was there before. */
        PUT_BACK
    }

    BrokenSealException(StoredRow row, Fault fault, String why) {
        super("Row " + row.id() + " (" + row.kind() + ", version " + row.version() + ") " + why);
        this.rowId = row.id();
        this.fault = fault;
    }

    /**
     * Says that a row is older than it was: its seal holds, but somebody put it back.
     *
     * @param row the row as the store gave it
     * @param newer the version that was there before
     * @return the exception
     */
    public static BrokenSealException putBack(StoredRow row, long newer) {
        return new BrokenSealException(
                row,
                Fault.PUT_BACK,
                "was of version " + newer + " already: somebody without the key put an older one back");
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
