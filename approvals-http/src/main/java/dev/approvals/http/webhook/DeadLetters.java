package dev.approvals.http.webhook;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The newest messages that were given up. Thread-safe. */
final class DeadLetters {

    static final int KEPT = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Kept> letters = new ArrayDeque<>();

    private record Kept(DeadLetter letter, Runnable again) {}

    void add(DeadLetter letter, Runnable again) {
        lock.lock();
        try {
            if (letters.size() == KEPT) {
                letters.removeFirst();
            }
            letters.addLast(new Kept(letter, again));
        } finally {
            lock.unlock();
        }
    }

    List<DeadLetter> all() {
        lock.lock();
        try {
            return letters.stream().map(Kept::letter).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Takes a letter out and tells how it is sent again. */
    Optional<Runnable> take(DeadLetter letter) {
        lock.lock();
        try {
            Optional<Kept> found =
                    letters.stream().filter(k -> k.letter().equals(letter)).findFirst();
            found.ifPresent(letters::remove);
            return found.map(Kept::again);
        } finally {
            lock.unlock();
        }
    }
}
