package dev.approvals.http.live;

import dev.approvals.core.time.Timekeeper;
import dev.approvals.http.exchange.Feed;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.view.Revision;
import dev.approvals.http.view.Words;
import dev.approvals.review.ApprovalRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells everybody who looks on what changes, as server-sent events. One thread reads each changed request once, for all of
 * them; who reads too slowly is dropped and comes back. Thread-safe.
 */
public final class Live implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    /** Who looks on longer than that comes back. */
    private static final Duration LONGEST = Duration.ofHours(12);

    /** How the id of the grant ends that a request's approval gave. */
    private static final String GRANT = "-grant";

    private static final String RESET = "event: reset\ndata: {}\n\n";

    private final Function<String, Optional<ApprovalRequest>> find;
    private final Limits limits;
    private final Timekeeper clock;
    private final ExecutorService teller = teller();
    /** Who looks on, and what ends that. */
    private final Map<Viewing, Timekeeper.Alarm> viewings = new ConcurrentHashMap<>();

    /** Ids that wait to be told: a request that changes often meanwhile is told of once. */
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    private final String life = UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong told = new AtomicLong();
    private volatile boolean closed;
    private volatile Timekeeper.Alarm ping = () -> {};

    /**
     * How many may look on, and how.
     *
     * @param viewers at most how many at once
     * @param queued how many events may wait for one of them
     * @param pingEvery how often a sign of life is sent
     */
    public record Limits(int viewers, int queued, Duration pingEvery) {}

    /**
     * Begins to tell.
     *
     * @param find finds a request by its id
     * @param limits how many may look on
     * @param clock by which signs of life are sent
     */
    public Live(Function<String, Optional<ApprovalRequest>> find, Limits limits, Timekeeper clock) {
        this.find = find;
        this.limits = limits;
        this.clock = clock;
        ping = clock.at(clock.now().plus(limits.pingEvery()), this::pingSoon);
    }

    private static ExecutorService teller() {
        return new ThreadPoolExecutor(0, 1, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = new Thread(task, "approvals-http-live");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Lets somebody look on.
     *
     * @param onlooker who it is
     * @param lastEvent the last event that they have had, or empty for somebody new
     * @return what changes from now on; begins with a reset where something was missed
     * @throws dev.approvals.http.exchange.ProblemException if too many look on
     */
    public Feed open(Onlooker onlooker, Optional<String> lastEvent) {
        Viewing viewing = new Viewing(onlooker, limits.queued(), this::gone);
        Instant latest = clock.now().plus(LONGEST);
        viewings.put(
                viewing,
                clock.at(onlooker.until().isBefore(latest) ? onlooker.until() : latest, () -> run(viewing::close)));
        if (closed || viewings.size() > limits.viewers()) {
            gone(viewing);
            throw Problem.of(503, "TOO_MANY_VIEWERS", "Too many look on")
                    .saying("At most " + limits.viewers() + " may look on at once.")
                    .curedBy("Load the list now and then instead, or try again later.")
                    .toException()
                    .with("Retry-After", "30");
        }
        viewing.offer("retry: 2000\n: welcome\n\n");
        lastEvent.filter(last -> !last.equals(mark())).ifPresent(missed -> viewing.offer(RESET));
        return viewing;
    }

    private void gone(Viewing viewing) {
        Optional.ofNullable(viewings.remove(viewing)).ifPresent(Timekeeper.Alarm::cancel);
    }

    /** {@return how many look on now} */
    public int viewers() {
        return viewings.size();
    }

    /**
     * Takes note that something changed; whoever looks on is told soon.
     *
     * @param id the id of a request, or of a grant
     */
    public void changed(String id) {
        if (changed.add(id)) {
            run(() -> tell(id));
        }
    }

    private void run(Runnable task) {
        try {
            teller.execute(task);
        } catch (RejectedExecutionException e) {
            LOG.debug("Nobody looks on any more", e);
        }
    }

    private void tell(String id) {
        changed.remove(id);
        try {
            told.incrementAndGet();
            boolean grant = id.endsWith(GRANT);
            find.apply(grant ? id.substring(0, id.length() - GRANT.length()) : id)
                    .ifPresent(request -> tell(request, grant ? grant(id) : event(request)));
        } catch (RuntimeException e) {
            LOG.warn("A change of {} is told as a reset, for it could not be read", id, e);
            viewings.keySet().forEach(viewing -> viewing.offer(RESET));
        }
    }

    private void tell(ApprovalRequest request, String piece) {
        viewings.keySet().stream().filter(viewing -> viewing.sees(request)).forEach(viewing -> viewing.offer(piece));
    }

    private String grant(String id) {
        return "id: " + mark() + "\nevent: grant\ndata: {\"id\":\"" + id + "\"}\n\n";
    }

    private String event(ApprovalRequest request) {
        String data = new String(
                Json.write(Json.object()
                        .put("id", request.id())
                        .put("status", Words.of(request.progress().status()))
                        .put("revision", Revision.of(request))),
                StandardCharsets.UTF_8);
        return "id: " + mark() + "\nevent: request\ndata: " + data + "\n\n";
    }

    private String mark() {
        return life + "-" + told.get();
    }

    /** Sends signs of life now. */
    void ping() {
        viewings.keySet().forEach(Viewing::ping);
    }

    private void pingSoon() {
        run(() -> {
            ping();
            if (!closed) {
                ping = clock.at(clock.now().plus(limits.pingEvery()), this::pingSoon);
            }
        });
    }

    /** Ends every view. */
    @Override
    public void close() {
        closed = true;
        ping.cancel();
        viewings.keySet().forEach(Viewing::close);
        teller.shutdown();
    }
}
