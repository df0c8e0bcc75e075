package dev.approvals.jdbc;

import dev.approvals.store.ApprovalStore;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to hear of changed rows. */
final class Watchers {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcApprovalStore.class);

    /** By the watch, for a listener may have two of which one ends. */
    private final Map<Object, Consumer<String>> listeners = new ConcurrentHashMap<>();

    ApprovalStore.Watch add(Consumer<String> listener) {
        Object watch = new Object();
        listeners.put(watch, listener);
        return () -> listeners.remove(watch);
    }

    void tell(String id) {
        for (Consumer<String> listener : listeners.values()) {
            try {
                listener.accept(id);
            } catch (RuntimeException e) {
                // The row has changed all the same, and a hint may be lost.
                LOG.warn("A watcher failed on row {}", id, e);
            }
        }
    }

    void clear() {
        listeners.clear();
    }
}
