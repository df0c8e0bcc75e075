package dev.approvals.journal.export;

import java.io.IOException;

/** One document in the making. For one thread. */
interface Form {

    /** Adds an event; those of one journal come in their order. */
    void add(Exported event) throws IOException;

    /** Writes what is still missing. */
    void end() throws IOException;
}
