package dev.approvals.core.node;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;

/** Says once that something fails, and once that it works again, however often it was tried in between. */
final class Outage {

    private final Logger log;
    private final String what;
    private final AtomicBoolean failing = new AtomicBoolean();

    /**
     * Nothing has failed yet.
     *
     * @param what what works or does not, as the subject of a sentence
     */
    Outage(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    /** Tries it; what it throws is said and goes no further. */
    boolean tried(Runnable attempt) {
        try {
            attempt.run();
        } catch (RuntimeException | Error e) {
            // Errors too: what is done again and again must not end for good because memory was short once.
            if (failing.compareAndSet(false, true)) {
                log.error("{} failed; it is tried again and again", what, e);
            } else {
                log.debug("{} failed again", what, e);
            }
            return false;
        }
        if (failing.compareAndSet(true, false)) {
            log.info("{} works again", what);
        }
        return true;
    }
}
