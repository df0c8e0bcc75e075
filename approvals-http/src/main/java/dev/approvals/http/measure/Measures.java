package dev.approvals.http.measure;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.audit.AuditSink;
import dev.approvals.http.exchange.Handler;
import dev.approvals.http.exchange.Problem;
import dev.approvals.http.exchange.Request;
import dev.approvals.http.exchange.Response;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * Counts what happens, for Prometheus to read: events, decisions, votes that did not count, tools that ran, and how long
 * people took. An audit sink that never fails and keeps no text but tools' names. Thread-safe.
 */
public final class Measures implements AuditSink {

    private static final int TOOLS_AT_MOST = 200;
    private static final String OTHER_TOOLS = "(other)";
    private static final int OPEN_AT_MOST = 100_000;
    private static final double[] SECONDS = {1, 5, 15, 60, 300, 900, 3_600, 14_400, 86_400};

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter events = counter("approvals_events", "Audit events", "type");
    private final Counter decisions = counter("approvals_decisions", "Decisions that counted", "tool", "decision");
    private final Counter refusals = counter("approvals_refused_votes", "Decisions that did not count", "code");
    private final Counter actions = counter("approvals_actions", "Tools that were run", "tool", "ended");
    private final Histogram review = Histogram.builder()
            .name("approvals_review_seconds")
            .help("Seconds from the opening of a request to the first decision on it")
            .classicOnly()
            .classicUpperBounds(SECONDS)
            .register(registry);
    private final Set<String> tools = ConcurrentHashMap.newKeySet();
    private final Cache<String, Instant> open =
            CacheBuilder.newBuilder().maximumSize(OPEN_AT_MOST).build();

    /** Counts from zero. */
    public Measures() {}

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels).register(registry);
    }

    /**
     * Measures something else whenever the figures are read.
     *
     * @param name its name for Prometheus: {@code approvals_} and what it is
     * @param help what it is, in words
     * @param value measures it; fast
     * @return this
     */
    public Measures gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
        return this;
    }

    @Override
    public void append(AuditEvent event) {
        AuditEventType type = event.type();
        events.labelValues(type.name()).inc();
        if (type.equals(AuditEventType.APPROVAL_REQUESTED)) {
            open.put(event.callId(), event.at());
        } else if (type.equals(AuditEventType.APPROVAL_DECIDED) || type.equals(AuditEventType.BREAK_GLASS_USED)) {
            decided(event);
        } else if (type.equals(AuditEventType.APPROVAL_REFUSED)) {
            refusals.labelValues(event.fact("code")).inc();
        } else if (type.equals(AuditEventType.ACTION_COMPLETED)) {
            ran(event, "returned");
        } else if (type.equals(AuditEventType.ACTION_FAILED)) {
            ran(event, "threw");
        } else if (type.equals(AuditEventType.ACTION_OUTCOME_UNKNOWN)) {
            ran(event, "unknown");
        }
    }

    private void decided(AuditEvent event) {
        decisions.labelValues(tool(event), event.fact("decision")).inc();
        Instant since = open.asMap().remove(event.callId());
        if (since != null) {
            review.observe(Duration.between(since, event.at()).toMillis() / 1_000.0);
        }
    }

    private void ran(AuditEvent event, String ended) {
        actions.labelValues(tool(event), ended).inc();
    }

    /** Each name is a series of its own that is never forgotten. */
    private String tool(AuditEvent event) {
        String name = event.origin().tool();
        return tools.contains(name) || (tools.size() < TOOLS_AT_MOST && tools.add(name)) ? name : OTHER_TOOLS;
    }

    @Override
    public boolean wantsArguments() {
        return false;
    }

    /**
     * Answers who may read the figures, for {@code ApprovalsHttp.builder().room("metrics", ...)}.
     *
     * @param who whether a request may read them, such as {@code request -> request.peer().address().isLoopbackAddress()}
     * @return the handler; to all others there is nothing there
     */
    public Handler to(Predicate<Request> who) {
        return request -> {
            if (!who.test(request)) {
                throw Problem.of(404, "NO_SUCH_ROUTE", "There is nothing at this address")
                        .toException();
            }
            return read();
        };
    }

    /** {@return the figures now, in Prometheus' text format} */
    public Response read() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            PrometheusTextFormatWriter.create().write(text, registry.scrape());
        } catch (IOException e) {
            throw new UncheckedIOException("Figures could not be written to memory", e);
        }
        return Response.bytes(200, PrometheusTextFormatWriter.CONTENT_TYPE, text.toByteArray());
    }
}
