package dev.approvals.journal.verify;

/** Is told how far a long reading has come. A lambda is complete. */
@FunctionalInterface
public interface Progress {

    /**
     * So much is read; called often, and by the thread that reads.
     *
     * @param bytes how many bytes of lines were read
     * @param total how many there were when the reading began; a journal that is written meanwhile may get beyond it
     */
    void at(long bytes, long total);
}
