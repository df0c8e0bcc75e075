package dev.approvals.http.measure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Suppliers;
import dev.approvals.http.exchange.Handler;
import dev.approvals.http.exchange.Json;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the parts of a gate work: {@code GET /health} answers 200 where all of them do and 503 otherwise, and names each part
 * and nothing else of it, for anybody may ask; why a part is down stands in the log. {@code GET /health/live} answers 200
 * as long as anything is answered. However often it is asked, parts are looked at once a second and for two seconds at
 * most. Thread-safe.
 */
public final class Health implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(Health.class);
    private static final Duration LOOK_FOR = Duration.ofSeconds(2);
    private static final Duration KEEP_FOR = Duration.ofSeconds(1);
    private static final long IDLE_SECONDS = 10;

    private final Map<String, Supplier<Optional<String>>> parts;
    private final Supplier<Map<String, Boolean>> state;
    private final ExecutorService lookers;

    private Health(Map<String, Supplier<Optional<String>>> parts) {
        this.parts = parts;
        this.state = Suppliers.memoizeWithExpiration(this::look, KEEP_FOR.toMillis(), TimeUnit.MILLISECONDS);
        // One look at each part at a time: a part that hangs takes one thread and not one a second.
        this.lookers = new ThreadPoolExecutor(
                0, Math.max(1, parts.size()), IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "approvals-health");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /** {@return the health of nothing: all is well as long as anything is answered} */
    public static Health of() {
        return new Health(Map.of());
    }

    /**
     * Looks at one more part.
     *
     * @param name its name, for anybody to read
     * @param fault looks, and tells what is wrong; what it throws counts as wrong
     * @return a copy
     */
    public Health and(String name, Supplier<Optional<String>> fault) {
        Map<String, Supplier<Optional<String>>> more = new LinkedHashMap<>(parts);
        more.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(fault, "fault"));
        return new Health(more);
    }

    @Override
    public Response handle(Request request) {
        if (request.changes()) {
            return Response.of(Problem.of(405, "METHOD_NOT_ALLOWED", "Health is read by GET."))
                    .with("Allow", "GET, HEAD");
        }
        if (request.path().endsWith("/live")) {
            return Response.json(200, Json.object().put("status", "up"));
        }
        Map<String, Boolean> found = state.get();
        boolean well = !found.containsValue(false);
        ObjectNode answer = Json.object().put("status", well ? "up" : "down");
        ArrayNode list = answer.putArray("parts");
        found.forEach((name, up) -> list.addObject().put("name", name).put("status", up ? "up" : "down"));
        return Response.json(well ? 200 : 503, answer).with("Cache-Control", "no-store");
    }

    private Map<String, Boolean> look() {
        Map<String, CompletableFuture<Optional<String>>> looks = new LinkedHashMap<>();
        parts.forEach((name, part) -> looks.put(name, start(part)));
        Map<String, Boolean> found = new LinkedHashMap<>();
        looks.forEach((name, look) -> {
            Optional<String> fault = look.join();
            fault.ifPresent(why -> LOG.warn("{} is down: {}", name, why));
            found.put(name, fault.isEmpty());
        });
        return found;
    }

    private CompletableFuture<Optional<String>> start(Supplier<Optional<String>> part) {
        try {
            return CompletableFuture.supplyAsync(part, lookers)
                    .completeOnTimeout(
                            Optional.of("it did not answer within " + LOOK_FOR.toSeconds() + " s"),
                            LOOK_FOR.toMillis(),
                            TimeUnit.MILLISECONDS)
                    .exceptionally(e -> Optional.of(String.valueOf(e)));
        } catch (RejectedExecutionException e) {
            return CompletableFuture.completedFuture(Optional.of("earlier looks at it have not ended"));
        }
    }
}
