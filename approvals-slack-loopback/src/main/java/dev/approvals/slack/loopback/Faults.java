package dev.approvals.slack.loopback;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What goes wrong with the Web API, as tests want it. Methods are named as in the API; {@code upload} and {@code response_url} are
 * the two addresses beside it. Thread-safe.
 */
public final class Faults {

    private final Map<String, Queue<Fault>> next = new ConcurrentHashMap<>();
    private final Map<String, Fault> always = new ConcurrentHashMap<>();
    private final Map<String, Integer> failed = new ConcurrentHashMap<>();
    private volatile Optional<Fault> everywhere = Optional.empty();
    private volatile CountDownLatch well = new CountDownLatch(1);
    private final Guarded hanging = new Guarded();
    private int calls;

    Faults() {}

    /** What can go wrong with one call. */
    public sealed interface Fault {
        /** An HTTP status without JSON, such as 503. */
        record Status(int code) implements Fault {}

        /** 429 with a time to wait. */
        record TooMany(Duration retryAfter) implements Fault {}

        /** One of Slack's own errors, such as {@code internal_error}; nothing is done. */
        record NotOk(String error) implements Fault {}

        /** No answer comes until all is well again; nothing is done. */
        record Hang() implements Fault {}

        /** The connection ends without an answer; nothing is done. */
        record Cut() implements Fault {}

        /** The call is done, and then the connection ends without an answer. */
        record LostAnswer() implements Fault {}
    }

    /**
     * Lets the next calls of a method fail, one after the other.
     *
     * @param method such as {@code chat.postMessage}
     * @param faults the first for the next call, and so on
     */
    public void next(String method, Fault... faults) {
        next.computeIfAbsent(method, name -> new ConcurrentLinkedQueue<>()).addAll(Arrays.asList(faults));
    }

    /** Lets every call of a method fail until all is well again. */
    public void always(String method, Fault fault) {
        always.put(method, fault);
    }

    /** Lets every call fail until all is well again. */
    public void everywhere(Fault fault) {
        everywhere = Optional.of(fault);
    }

    /** Nothing fails any more; calls that hang are cut. */
    public void heal() {
        next.clear();
        always.clear();
        everywhere = Optional.empty();
        CountDownLatch waited = well;
        well = new CountDownLatch(1);
        waited.countDown();
    }

    /**
     * Tells how often it went wrong so far.
     *
     * @param method such as {@code chat.postMessage}
     * @return how many calls of it failed
     */
    public int failed(String method) {
        return failed.getOrDefault(method, 0);
    }

    /** {@return how many calls of whatever method failed so far} */
    public int failed() {
        return failed.values().stream().mapToInt(Integer::intValue).sum();
    }

    Optional<Fault> of(String method) {
        Optional<Fault> fault = due(method);
        fault.ifPresent(any -> failed.merge(method, 1, Integer::sum));
        return fault;
    }

    private Optional<Fault> due(String method) {
        if (everywhere.isPresent()) {
            return everywhere;
        }
        Optional<Fault> queued = Optional.ofNullable(next.get(method)).map(Queue::poll);
        return queued.isPresent() ? queued : Optional.ofNullable(always.get(method));
    }

    /** Opens once all is well again; to be asked for before the fault is. */
    CountDownLatch well() {
        return well;
    }

    void hang(CountDownLatch until) {
        hanging.run(() -> calls++);
        try {
            if (!until.await(10, TimeUnit.MINUTES)) {
                throw new AssertionError("A call hung for ten minutes");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            hanging.run(() -> calls--);
        }
    }

    /** Waits until so many calls hang, for half a minute at most. */
    public void awaitHanging(int count) {
        hanging.await(count + " calls that hang", () -> Optional.of(calls).filter(now -> now >= count), () -> calls);
    }
}
