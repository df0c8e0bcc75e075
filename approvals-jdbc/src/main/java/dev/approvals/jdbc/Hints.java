package dev.approvals.jdbc;

/** Tells other processes of changed rows, and this one of theirs. Thread-safe. */
interface Hints extends AutoCloseable {

    /** Nobody else is there to be told. */
    Hints NONE = new Hints() {
        @Override
        public void begin() {
            // Watchers of this process are told by the writers themselves.
        }

        @Override
        public void tellOthers(String id) {
            // There are none.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    };

    /**
     * Watches from now on for changes by others; once is enough.
     *
     * @throws JdbcStoreException if that cannot be begun
     */
    void begin();

    /** Tells others, soon, if it can be done; never waits. */
    void tellOthers(String id);

    @Override
    void close();
}
