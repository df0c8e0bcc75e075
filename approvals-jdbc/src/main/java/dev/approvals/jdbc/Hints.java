package dev.approvals.jdbc;

/** Tells other processes of changed rows, and this one of theirs. Thread-safe. */
interface Hints extends AutoCloseable {

    /** Nobody else is there to be told. */
    Hints NONE = new Hints() {
        @Override
        public void tellOthers(String id) {
            // Watchers of this process were told.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    };

    /** Tells others, soon, if it can be done; never waits. */
    void tellOthers(String id);

    @Override
    void close();
}
