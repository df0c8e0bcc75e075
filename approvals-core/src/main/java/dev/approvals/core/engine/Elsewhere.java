package dev.approvals.core.engine;

import dev.approvals.core.ledger.Requests;
import dev.approvals.store.ApprovalStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Finds out what other processes did to the requests of this one: by hints, and by looking where hints were lost. */
final class Elsewhere {

    private static final int AT_ONCE = 1_000;

    private final ApprovalStore store;
    private final Requests requests;
    private final Waiting waiting;
    private final Set<String> hinted = ConcurrentHashMap.newKeySet();
    /** The versions of the requests that callers wait for here, as last seen. */
    private volatile Map<String, Long> waitedFor = Map.of();

    Elsewhere(ApprovalStore store, Requests requests, Waiting waiting) {
        this.store = store;
        this.requests = requests;
        this.waiting = waiting;
    }

    /** A row has changed, here or elsewhere; must not block. */
    void hint(String id) {
        if (requests.known(id).isPresent()) {
            hinted.add(id);
        }
    }

    /** Looks at what was hinted at. */
    void lookAtHinted() {
        List<String> ids = List.copyOf(hinted);
        ids.forEach(hinted::remove);
        refresh(ids);
    }

    /** Looks at everything that this process looks after. */
    void lookAtAll() {
        refresh(requests.known());
    }

    private void refresh(Collection<String> ids) {
        versions(
                ids,
                versions -> ids.stream()
                        .filter(id -> changed(id, Optional.ofNullable(versions.get(id))))
                        .forEach(requests::refresh));
    }

    private boolean changed(String id, Optional<Long> version) {
        return requests.known(id)
                .filter(seen -> version.map(now -> now > seen.row().version()).orElse(true))
                .isPresent();
    }

    /** Wakes the callers whose requests have changed since this looked last. */
    void lookForWaiters() {
        Map<String, Long> before = waitedFor;
        Set<String> ids = waiting.ids();
        versions(ids, versions -> {
            waitedFor = versions;
            ids.stream()
                    .filter(id -> !Optional.ofNullable(versions.get(id)).equals(Optional.ofNullable(before.get(id))))
                    .forEach(waiting::wake);
        });
    }

    private void versions(Collection<String> ids, Consumer<Map<String, Long>> then) {
        if (ids.isEmpty()) {
            return;
        }
        List<String> all = new ArrayList<>(ids);
        Map<String, Long> versions = new ConcurrentHashMap<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            versions.putAll(store.versions(all.subList(from, Math.min(all.size(), from + AT_ONCE))));
        }
        then.accept(versions);
    }
}
