package dev.approvals.slack.act;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** Remembers what was taken lately, as many as there is room for. Thread-safe. */
final class Seen {

    private static final int MOST = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> keys = new LinkedHashSet<>();

    /** {@return whether it is new, and remembered from now on} */
    boolean first(String key) {
        lock.lock();
        try {
            boolean added = keys.add(key);
            if (keys.size() > MOST) {
                keys.remove(keys.iterator().next());
            }
            return added;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets one that was not taken after all. */
    void forget(String key) {
        lock.lock();
        try {
            keys.remove(key);
        } finally {
            lock.unlock();
        }
    }
}
