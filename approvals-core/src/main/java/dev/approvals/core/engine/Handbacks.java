package dev.approvals.core.engine;

import dev.approvals.core.judge.Settings;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.outcome.Outcome;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the outcomes of calls that were handed over back to the host, again after a while where it fails. */
final class Handbacks {

    private static final Logger LOG = LoggerFactory.getLogger(Handbacks.class);
    private static final int ATTEMPTS = 6;

    private final Consumer<Outcome> host;
    private final Timekeeper clock;
    private final ExecutorService workers;

    Handbacks(Settings settings, ExecutorService workers) {
        this.host = settings.parts().host().orElse(outcome -> {});
        this.clock = settings.parts().clock();
        this.workers = workers;
    }

    void hand(Outcome outcome) {
        hand(outcome, 1);
    }

    private void hand(Outcome outcome, int attempt) {
        try {
            workers.execute(() -> attempt(outcome, attempt));
        } catch (RejectedExecutionException e) {
            LOG.warn("The gate was closed before the outcome of call {} was handed back", outcome.callId());
        }
    }

    private void attempt(Outcome outcome, int attempt) {
        try {
            host.accept(outcome);
        } catch (Exception | Error e) {
            if (attempt == ATTEMPTS) {
                LOG.error("The outcome of call {} was not taken after {} attempts", outcome.callId(), ATTEMPTS, e);
                return;
            }
            Duration pause = Duration.ofSeconds(1L << attempt);
            LOG.warn("The outcome of call {} was not taken; again in {}", outcome.callId(), pause, e);
            clock.at(clock.now().plus(pause), () -> hand(outcome, attempt + 1));
        }
    }
}
