package dev.approvals.testkit.nodes;

import dev.approvals.core.node.Caretaker;
import dev.approvals.core.store.InMemoryApprovalStore;
import dev.approvals.store.StoredRow;
import dev.approvals.testkit.ManualTimekeeper;
import dev.approvals.testkit.tck.ForwardingStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CaretakerTest {

    private final ManualTimekeeper clock = ManualTimekeeper.create();
    private final Semaphore looks = new Semaphore(0);

    /** Fails at the first look. */
    private final class Failing extends ForwardingStore {
        private final AtomicBoolean failed = new AtomicBoolean();

        Failing() {
            super(new InMemoryApprovalStore(clock));
        }

        @Override
        public List<StoredRow> due(Instant now, int limit) {
            looks.release();
            if (failed.compareAndSet(false, true)) {
                throw new StackOverflowError("for a moment");
            }
            return super.due(now, limit);
        }
    }

    @Test
    @Timeout(60)
    void rowsAreLookedAfterAlsoAfterAnError() throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try {
            Caretaker caretaker = new Caretaker(clock, new Failing(), worker);
            caretaker.expect(Optional.of(clock.now().plusSeconds(60)));
            clock.advance(Duration.ofSeconds(60));
            looks.acquire();

            // When the next look is asked for, only the worker knows.
            do {
                clock.advance(Duration.ofSeconds(1));
            } while (!looks.tryAcquire(10, TimeUnit.MILLISECONDS));
        } finally {
            worker.shutdownNow();
        }
    }
}
