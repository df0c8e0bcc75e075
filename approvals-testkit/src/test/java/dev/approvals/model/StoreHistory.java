package dev.approvals.model;

import dev.approvals.store.ApprovalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** What several threads asked of a store at once, what each was answered, and between which two moments. */
record StoreHistory(List<List<Event>> threads) {

    /** Something asked of a store; it describes itself. */
    record Call(String name, Function<ApprovalStore, Object> on) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A call, its answer, and the moments before and after. */
    record Event(Call call, Object answer, long from, long to) {
        @Override
        public String toString() {
            return call + " -> " + answer + " [" + from + ".." + to + "]";
        }
    }

    /** Lets each list of calls run on a thread of its own, all at once. */
    static StoreHistory of(ApprovalStore store, List<List<Call>> calls, ExecutorService threads) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        AtomicInteger awake = new AtomicInteger();
        AtomicLong moments = new AtomicLong();
        List<Future<List<Event>>> running = new ArrayList<>();
        for (List<Call> mine : calls) {
            running.add(threads.submit(() -> {
                List<Event> events = new ArrayList<>();
                start.await(20, TimeUnit.SECONDS);
                // A barrier lets its threads go one after the other: who is first waits here for the last.
                awake.incrementAndGet();
                while (awake.get() < calls.size()) {
                    Thread.yield();
                }
                for (Call call : mine) {
                    long from = moments.incrementAndGet();
                    Object answer = call.on().apply(store);
                    events.add(new Event(call, answer, from, moments.incrementAndGet()));
                }
                return events;
            }));
        }
        List<List<Event>> events = new ArrayList<>();
        for (Future<List<Event>> each : running) {
            events.add(each.get(20, TimeUnit.SECONDS));
        }
        return new StoreHistory(events);
    }

    /** Whether some order of the calls, one after the other, gives every one of them the answer it got. */
    boolean hasAnOrder(Supplier<ApprovalStore> fresh) {
        return hasAnOrder(fresh, new ArrayList<>(), new int[threads.size()]);
    }

    private boolean hasAnOrder(Supplier<ApprovalStore> fresh, List<Event> before, int[] done) {
        if (before.size() == threads.stream().mapToInt(List::size).sum()) {
            return true;
        }
        for (int thread = 0; thread < done.length; thread++) {
            if (done[thread] < threads.get(thread).size()) {
                Event next = threads.get(thread).get(done[thread]);
                before.add(next);
                done[thread]++;
                boolean found = nobodyWasThroughBefore(next, done)
                        && givesTheAnswer(fresh.get(), before)
                        && hasAnOrder(fresh, before, done);
                done[thread]--;
                before.remove(before.size() - 1);
                if (found) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether no call that is still to come had been answered when this one was made. */
    private boolean nobodyWasThroughBefore(Event next, int[] done) {
        for (int thread = 0; thread < done.length; thread++) {
            List<Event> mine = threads.get(thread);
            if (done[thread] < mine.size() && mine.get(done[thread]).to() < next.from()) {
                return false;
            }
        }
        return true;
    }

    private static boolean givesTheAnswer(ApprovalStore store, List<Event> order) {
        Object answer = "none";
        for (Event event : order) {
            answer = event.call().on().apply(store);
        }
        return answer.equals(order.get(order.size() - 1).answer());
    }
}
