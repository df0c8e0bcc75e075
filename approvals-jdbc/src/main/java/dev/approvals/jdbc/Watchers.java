package dev.approvals.jdbc;

import dev.approvals.store.ApprovalStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to hear of changed rows. */
final class Watchers {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcApprovalStore.class);

    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    ApprovalStore.Watch add(Consumer<String> listener) {
        // Of its own, so that closing one watch of a listener that has two leaves the other.
        Consumer<String> own = listener::accept;
        listeners.add(own);
        return () -> listeners.remove(own);
    }

    void tell(String id) {
        for (Consumer<String> listener : listeners) {
            try {
                listener.accept(id);
            } catch (RuntimeException e) {
                // The row has changed all the same, and a hint may be lost.
                LOG.warn("A watcher failed on row {}", id, e);
            }
        }
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    void clear() {
        listeners.clear();
    }
}
