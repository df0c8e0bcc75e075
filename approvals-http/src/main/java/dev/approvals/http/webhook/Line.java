package dev.approvals.http.webhook;

import dev.approvals.core.time.Timekeeper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages that wait for one target: a few on their way, the others in line or until they are tried again. Thread-safe. */
final class Line {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);

    /** How long after each failed attempt; with all of them a target may be away for half a day. */
    static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6));

    static final int WAITING_AT_MOST = 1_000;
    private static final int ON_THEIR_WAY = 4;
    /** Up to a tenth longer, so that what failed together does not come back together. */
    private static final double SPREAD = 0.1;

    private final WebhookTarget target;
    private final Tools tools;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Attempt> ready = new ArrayDeque<>();
    private final Map<Attempt, Timekeeper.Alarm> later = new HashMap<>();
    private int onTheirWay;
    private String closed = "";

    /** What all lines share. */
    record Tools(Sender sender, Executor executor, Timekeeper clock, RandomGenerator random, DeadLetters dead) {}

    private record Attempt(Message message, int number) {}

    Line(WebhookTarget target, Tools tools) {
        this.target = target;
        this.tools = tools;
    }

    WebhookTarget target() {
        return target;
    }

    int waiting() {
        lock.lock();
        try {
            return ready.size() + later.size() + onTheirWay;
        } finally {
            lock.unlock();
        }
    }

    void offer(Message message) {
        Attempt first = new Attempt(message, 1);
        String refused;
        lock.lock();
        try {
            refused = closed;
            if (refused.isEmpty() && ready.size() + later.size() + onTheirWay >= WAITING_AT_MOST) {
                refused = WAITING_AT_MOST + " messages wait for it already";
            }
            if (refused.isEmpty()) {
                ready.add(first);
            }
        } finally {
            lock.unlock();
        }
        if (refused.isEmpty()) {
            advance();
        } else {
            giveUp(new Attempt(message, 0), refused);
        }
    }

    private void advance() {
        lock.lock();
        try {
            while (onTheirWay < ON_THEIR_WAY && !ready.isEmpty()) {
                Attempt next = ready.remove();
                onTheirWay++;
                tools.executor().execute(() -> send(next));
            }
        } finally {
            lock.unlock();
        }
    }

    private void send(Attempt attempt) {
        tools.sender()
                .send(target, attempt.message(), tools.clock().now())
                .whenComplete((sending, failure) ->
                        end(attempt, failure == null ? sending : Sending.again("it could not be sent: " + failure)));
    }

    private void end(Attempt attempt, Sending sending) {
        lock.lock();
        try {
            onTheirWay--;
        } finally {
            lock.unlock();
        }
        switch (sending.kind()) {
            case DELIVERED ->
                LOG.debug("Told {} of {}", target, attempt.message().id());
            case AGAIN -> again(attempt, sending);
            case GONE -> {
                giveUp(attempt, sending.reason());
                close(sending.reason());
            }
        }
        advance();
    }

    private void again(Attempt failed, Sending sending) {
        if (failed.number() > PAUSES.size()) {
            giveUp(failed, sending.reason());
            return;
        }
        Duration pause = PAUSES.get(failed.number() - 1);
        Duration longer = pause.compareTo(sending.notBefore()) < 0 ? sending.notBefore() : pause;
        Instant when = tools.clock().now().plus(longer).plusMillis((long)
                (longer.toMillis() * SPREAD * tools.random().nextDouble()));
        Attempt next = new Attempt(failed.message(), failed.number() + 1);
        LOG.warn(
                "{} was not told of {}: {}; next at {}",
                target,
                failed.message().id(),
                sending.reason(),
                when);
        if (!wait(next, when)) {
            giveUp(failed, sending.reason());
        }
    }

    private boolean wait(Attempt next, Instant when) {
        lock.lock();
        try {
            if (closed.isEmpty()) {
                later.put(next, tools.clock().at(when, () -> isDue(next)));
            }
            return closed.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private void isDue(Attempt attempt) {
        lock.lock();
        try {
            if (later.remove(attempt) != null) {
                ready.add(attempt);
            }
        } finally {
            lock.unlock();
        }
        advance();
    }

    private void giveUp(Attempt attempt, String reason) {
        LOG.error("{} is not told of {}: {}", target, attempt.message().id(), reason);
        bury(attempt, reason);
    }

    private void bury(Attempt attempt, String reason) {
        Message message = attempt.message();
        DeadLetter letter = new DeadLetter(
                target.toString(),
                message.id(),
                message.type(),
                reason,
                attempt.number(),
                tools.clock().now());
        tools.dead().add(letter, () -> offer(message));
    }

    /** Sends nothing that has not begun, and takes nothing more. */
    void close(String reason) {
        Deque<Attempt> left = new ArrayDeque<>();
        lock.lock();
        try {
            closed = reason;
            left.addAll(ready);
            left.addAll(later.keySet());
            later.values().forEach(Timekeeper.Alarm::cancel);
            ready.clear();
            later.clear();
        } finally {
            lock.unlock();
        }
        if (!left.isEmpty()) {
            LOG.error("{} is not told of {} events that waited: {}", target, left.size(), reason);
        }
        left.forEach(attempt -> bury(attempt, reason));
    }
}
