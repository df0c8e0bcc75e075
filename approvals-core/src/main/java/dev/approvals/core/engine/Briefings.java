package dev.approvals.core.engine;

import dev.approvals.audit.AuditSink;
import dev.approvals.call.ToolCall;
import dev.approvals.core.judge.Conversation;
import dev.approvals.core.judge.Tool;
import dev.approvals.core.text.Secrets;
import dev.approvals.review.Briefing;
import dev.approvals.review.Impact;
import dev.approvals.review.ImpactPreview;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together what a reviewer should know beside the call. A preview that fails is said, and stops nothing. */
final class Briefings {

    private static final Logger LOG = LoggerFactory.getLogger(Briefings.class);
    private static final long PREVIEW_SECONDS = 2;
    private static final int EFFECTS = 20;
    private static final int EFFECT_TEXT = 500;

    private final ExecutorService workers;
    private final Supplier<Optional<AuditSink.Head>> journal;

    /**
     * @param journal what the audit log stands at
     */
    Briefings(ExecutorService workers, Supplier<Optional<AuditSink.Head>> journal) {
        this.workers = workers;
        this.journal = journal;
    }

    /**
     * Briefs a reviewer.
     *
     * @throws InterruptedException if the caller is interrupted while it waits for a preview
     */
    Briefing of(Tool tool, ToolCall call, Conversation conversation) throws InterruptedException {
        return beside(tool, call, conversation).at(head());
    }

    private Optional<AuditSink.Head> head() {
        try {
            return journal.get();
        } catch (RuntimeException e) {
            // A card without it is no worse for its reader; a log that is broken stops the call at its next event.
            LOG.warn("The audit log does not tell what it stands at", e);
            return Optional.empty();
        }
    }

    private Briefing beside(Tool tool, ToolCall call, Conversation conversation) throws InterruptedException {
        Optional<ImpactPreview> preview = tool.definition().preview();
        if (preview.isEmpty()) {
            return new Briefing(Impact.NONE, Optional.empty(), conversation.log(), call.reason());
        }
        try {
            Impact impact = run(preview.get(), call);
            return new Briefing(bounded(impact), Optional.empty(), conversation.log(), call.reason());
        } catch (ExecutionException | TimeoutException | RejectedExecutionException | NullPointerException e) {
            LOG.warn("The preview of {} failed", tool, e);
            String why = e instanceof TimeoutException
                    ? "the preview took longer than " + PREVIEW_SECONDS + " s"
                    : "the preview failed";
            return new Briefing(Impact.NONE, Optional.of(why), conversation.log(), call.reason());
        }
    }

    private Impact run(ImpactPreview preview, ToolCall call)
            throws InterruptedException, ExecutionException, TimeoutException {
        Future<Impact> running = workers.submit(() -> preview.preview(call));
        try {
            return running.get(PREVIEW_SECONDS, TimeUnit.SECONDS);
        } finally {
            running.cancel(true);
        }
    }

    private static Impact bounded(Impact impact) {
        List<Impact.Effect> effects = impact.effects().stream()
                .limit(EFFECTS)
                .map(e -> new Impact.Effect(safe(e.what()), e.before().map(Briefings::safe), safe(e.after())))
                .toList();
        int left = impact.effects().size() - effects.size();
        return left == 0 ? new Impact(effects) : new Impact(effects).and("further effects, not shown", left);
    }

    private static String safe(String text) {
        String masked = Secrets.mask(text);
        return masked.length() <= EFFECT_TEXT ? masked : masked.substring(0, EFFECT_TEXT) + " [cut]";
    }
}
