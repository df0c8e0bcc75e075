package dev.approvals.core.engine;

import dev.approvals.core.judge.Settings;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.Holder;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.node.Nodes;
import dev.approvals.core.time.Timekeeper;
import dev.approvals.outcome.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the outcomes of calls that were handed over back to the host, again and again where it fails. It is written down
 * after the host took one: who dies in between hands it back twice, never not at all.
 */
final class Handbacks {

    private static final Logger LOG = LoggerFactory.getLogger(Handbacks.class);
    private static final int LONGEST_PAUSE = 8;

    private final Optional<Consumer<Outcome>> host;
    private final Timekeeper clock;
    private final Requests requests;
    private final Nodes nodes;
    private final ExecutorService workers;
    /** The requests whose outcomes are on their way, by id. */
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    Handbacks(Settings settings, Requests requests, Nodes nodes, ExecutorService workers) {
        this.host = settings.parts().host();
        this.clock = settings.parts().clock();
        this.requests = requests;
        this.nodes = nodes;
        this.workers = workers;
    }

    /** Hands the outcome of a call back that has ended, where nobody has and this process is the one to do it. */
    void offer(Requests.Request ended) {
        if (isOwed(ended) && underWay.add(ended.file().id())) {
            execute(ended, 1);
        }
    }

    private static boolean isOwed(Requests.Request ended) {
        Holder holder = ended.state().holder();
        return holder.detached() && !holder.handed();
    }

    private void execute(Requests.Request ended, int attempt) {
        try {
            workers.execute(() -> attempt(ended, attempt));
        } catch (RejectedExecutionException e) {
            LOG.warn(
                    "The gate was closed before the outcome of call {} was handed back",
                    ended.file().id());
        }
    }

    private void attempt(Requests.Request ended, int attempt) {
        String id = ended.file().id();
        try {
            // Read again: it may have been handed back since somebody saw that it was owed.
            requests.find(id)
                    .filter(now -> isOwed(now) && isOurs(now.state().holder().node()))
                    .ifPresent(this::hand);
            underWay.remove(id);
        } catch (Exception | Error e) {
            Duration pause = Duration.ofSeconds(1L << Math.min(attempt, LONGEST_PAUSE));
            LOG.warn("The outcome of call {} was not taken; again in {}", id, pause, e);
            clock.at(clock.now().plus(pause), () -> execute(ended, attempt + 1));
        }
    }

    /**
     * The process that holds the call hands its outcome back; another one where that is gone, or nobody there takes it. Where
     * nobody takes outcomes at all, that is soon written down.
     */
    private boolean isOurs(String holder) {
        return host.isPresent() ? nodes.isMine(holder) || !nodes.hasHost(holder) : !nodes.anyHost();
    }

    private void hand(Requests.Request ended) {
        Outcome outcome =
                Outcomes.of(ended.file().subject(), ended.state().ending().orElseThrow());
        host.ifPresent(to -> to.accept(outcome));
        requests.apply(ended.file().id(), any -> new Step.HandBack(host.isPresent() ? "host" : "nobody"));
    }
}
