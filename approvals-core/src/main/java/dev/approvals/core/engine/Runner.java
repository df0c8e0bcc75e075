package dev.approvals.core.engine;

import dev.approvals.Claim;
import dev.approvals.ToolBody;
import dev.approvals.audit.AuditEventType;
import dev.approvals.core.audit.AuditFailedException;
import dev.approvals.core.capture.Payload;
import dev.approvals.core.capture.Scrubbing;
import dev.approvals.core.capture.ThawException;
import dev.approvals.core.judge.Allowed;
import dev.approvals.core.judge.Tool;
import dev.approvals.core.ledger.Books;
import dev.approvals.core.ledger.IssuedGrants;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.ledger.Steps;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.Facts;
import dev.approvals.core.lifecycle.Roster;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.node.Nodes;
import dev.approvals.core.request.RequestFile;
import dev.approvals.core.text.Thrown;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Directory;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Vote;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the right to run from an approved request, runs the tool, and writes down how it ended. */
final class Runner {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private final Requests requests;
    private final IssuedGrants grants;
    private final Directory directory;
    private final Tightening tightening;
    private final Waiting waiting;
    private final Bodies bodies;
    private final Nodes nodes;
    /** How many tools are running, and one more until the gate is closed. */
    private final AtomicInteger busy = new AtomicInteger(1);

    private volatile Runnable idle = () -> {};

    Runner(Checks checks, Books books, Nodes nodes, Waiting waiting, ExecutorService workers) {
        this.requests = books.requests();
        this.grants = books.grants();
        this.nodes = nodes;
        this.directory = checks.directory();
        this.tightening = checks.tightening();
        this.waiting = waiting;
        this.bodies = new Bodies(workers);
    }

    /**
     * What an approval is held against when it is used.
     *
     * @param directory who those that voted are now
     * @param tightening the rules that are in force now
     */
    record Checks(Directory directory, Tightening tightening) {}

    /**
     * Claims an approved request and runs its tool on this thread.
     *
     * @return the outcome to come, or empty where somebody else was faster or it is not approved
     */
    Optional<CompletableFuture<Outcome>> run(Requests.Request request, Tool tool) {
        // The request's own: a tool that knows it sees a second run even where the store was put back behind the gate's
        // back.
        String executionId = request.file().id();
        issue(request);
        return run(request, tool, executionId, () -> claim(request, tool, executionId));
    }

    /**
     * Runs the tool of a call again that a process began which is gone, under the same execution id.
     *
     * @return as {@link #run}
     */
    Optional<CompletableFuture<Outcome>> rerun(Requests.Request lost, Tool tool) {
        String gone = lost.state().holder().node();
        return run(lost, tool, lost.state().holder().executionId(), () -> reclaim(lost, gone));
    }

    private Optional<CompletableFuture<Outcome>> run(
            Requests.Request request, Tool tool, String executionId, Supplier<Optional<Requests.Change>> claiming) {
        // From before the claim: as long as one may be running, this process does not give its lease back.
        busy.incrementAndGet();
        Optional<CompletableFuture<Outcome>> outcome = Optional.empty();
        try {
            outcome = claimed(request, tool, executionId, claiming);
        } finally {
            outcome.ifPresentOrElse(running -> running.whenComplete((any, failure) -> done()), this::done);
        }
        return outcome;
    }

    private Optional<CompletableFuture<Outcome>> claimed(
            Requests.Request request, Tool tool, String executionId, Supplier<Optional<Requests.Change>> claiming) {
        RequestFile file = request.file();
        if (!nodes.mayClaim()) {
            return Optional.empty();
        }
        ToolBody body;
        try {
            body = tool.definition().body().prepare(file.payload());
        } catch (ThawException e) {
            requests.apply(file.id(), any -> new Step.CallOff(RefusalCode.INVALIDATED, String.valueOf(e.getMessage())));
            return Optional.empty();
        }
        Claim claim = claimOf(request, tool, executionId);
        Optional<Requests.Change> change = claiming.get();
        if (change.isEmpty()) {
            return Optional.empty();
        }
        Requests.Request now = change.get().request();
        if (!change.get().moved()) {
            // Somebody else was faster; whoever waits looks again, and finds what came of it.
            return Optional.empty();
        }
        if (now.state().ended()) {
            Outcome outcome = Outcomes.of(file.subject(), now.state().ending().orElseThrow());
            return Optional.of(CompletableFuture.completedFuture(outcome));
        }
        if (!change.get().recorded()) {
            return Optional.of(CompletableFuture.completedFuture(notStarted(now, executionId)));
        }
        return Optional.of(run(now, tool, body, claim));
    }

    private CompletableFuture<Outcome> run(Requests.Request claimed, Tool tool, ToolBody body, Claim claim) {
        return bodies.run(tool, body, claim)
                .handle((value, thrown) -> finish(claimed, tool, claim.executionId(), value, thrown));
    }

    /** Has something done once the tools that are running have ended; no other will be started. */
    void whenIdle(Runnable then) {
        idle = then;
        done();
    }

    private void done() {
        if (busy.decrementAndGet() == 0) {
            idle.run();
        }
    }

    private Optional<Requests.Change> reclaim(Requests.Request lost, String gone) {
        RequestFile file = lost.file();
        return requests.apply(file.id(), now -> {
            try {
                return new Step.Reclaim(gone, nodes.id(), file.digest(), roster(directory, now));
            } catch (RuntimeException e) {
                LOG.error("Those who approved call {} could not be checked again", file.id(), e);
                return new Step.NodeLost(gone);
            }
        });
    }

    /** Whoever is told that the call is done finds the grant that its approval gave; without one, they are asked again. */
    private void issue(Requests.Request approved) {
        try {
            grants.issue(approved);
        } catch (RuntimeException e) {
            LOG.error(
                    "The grant of request {} could not be given",
                    approved.file().id(),
                    e);
        }
    }

    /**
     * Runs the tool of a request that was opened as started, for a grant covers it, on this thread.
     *
     * @return the outcome to come
     */
    CompletableFuture<Outcome> runCovered(Requests.Request started, Tool tool) {
        RequestFile file = started.file();
        String executionId = started.state().holder().executionId();
        try {
            ToolBody body = tool.definition().body().prepare(file.payload());
            busy.incrementAndGet();
            return run(started, tool, body, claimOf(started, tool, executionId)).whenComplete((any, failure) -> done());
        } catch (ThawException e) {
            Ending ending = Ending.refused(RefusalCode.INVALIDATED, String.valueOf(e.getMessage()));
            requests.apply(file.id(), any -> new Step.Finish(executionId, ending));
            return CompletableFuture.completedFuture(Outcomes.of(file.subject(), ending));
        }
    }

    private static Claim claimOf(Requests.Request request, Tool tool, String executionId) {
        RequestFile file = request.file();
        return new Claim(
                executionId,
                file.id(),
                tool.spec(),
                tool.arguments(file.payload()),
                file.call().requester(),
                request.state().votes());
    }

    private Optional<Requests.Change> claim(Requests.Request request, Tool tool, String executionId) {
        RequestFile file = request.file();
        return requests.apply(file.id(), now -> {
            try {
                Optional<Step> stop =
                        now.state().status() == RequestStatus.APPROVED ? tightening.stop(now, tool) : Optional.empty();
                return stop.orElseGet(
                        () -> new Step.Claim(executionId, nodes.id(), file.digest(), roster(directory, now)));
            } catch (RuntimeException e) {
                LOG.error("Those who approved call {} could not be checked again", file.id(), e);
                return new Step.CallOff(RefusalCode.IDENTITY_FAILED, "Those who approved could not be checked: " + e);
            }
        });
    }

    /** Who those that voted on a request are now. */
    static Roster roster(Directory directory, Requests.Request request) {
        List<Vote> votes = request.state().votes();
        return Roster.of(
                directory,
                request.file().call().requester(),
                votes.stream().map(vote -> vote.decision().reviewer().account()).toList());
    }

    private Outcome notStarted(Requests.Request request, String executionId) {
        Ending ending = Ending.refused(RefusalCode.AUDIT_FAILED, "The start could not be recorded.");
        requests.apply(request.file().id(), any -> new Step.Finish(executionId, ending));
        return Outcomes.of(request.file().subject(), ending);
    }

    private Outcome finish(
            Requests.Request request,
            Tool tool,
            String executionId,
            @Nullable Object value,
            @Nullable Throwable thrown) {
        Outcome.Subject subject = request.file().subject();
        Outcome outcome = thrown == null
                ? new Outcome.Returned(subject, value)
                : Outcomes.threw(subject, thrown, request.file().payload());
        waiting.leave(subject.callId(), outcome);
        try {
            Ending ending = thrown == null
                    ? kept(request, tool, value)
                    : Outcomes.threw(thrown, request.file().payload());
            requests.apply(subject.callId(), any -> new Step.Finish(executionId, ending));
        } catch (RuntimeException | Error e) {
            // The tool has run: its caller gets the result, and the row stays claimed for a person to close.
            LOG.error("The end of call {} could not be stored", subject.callId(), e);
        }
        // The store's watch may have ended with the gate, which leaves running tools to end.
        waiting.wake(subject.callId());
        return outcome;
    }

    /** A result is kept only where somebody may ask for it who was not here when it came. */
    private Ending kept(Requests.Request request, Tool tool, @Nullable Object value) {
        boolean asked = !request.row().keys().call().isEmpty()
                || request.state().holder().detached()
                || requests.shared();
        return asked ? Outcomes.returned(tool, value) : Ending.returned("");
    }

    /**
     * Runs a call that the policy allowed, on this thread.
     *
     * @throws AuditFailedException if the start could not be recorded; the tool has not run
     * @throws ThawException if the arguments cannot be had again as they were frozen; the tool has not run
     */
    CompletableFuture<Outcome> runAllowed(Allowed allowed, Steps steps) {
        Tool tool = allowed.tool();
        Outcome.Subject subject = allowed.subject();
        ToolBody body = tool.definition().body().prepare(allowed.payload());
        steps.tell(AuditEventType.ACTION_STARTED, allowed.facts());
        // It is claimed by nobody else and never run again: its own id is unique to this execution.
        Claim claim = new Claim(
                subject.callId(),
                subject.callId(),
                tool.spec(),
                tool.arguments(allowed.payload()),
                subject.requester(),
                List.of());
        return bodies.run(tool, body, claim).handle((value, thrown) -> {
            Outcome outcome = thrown == null
                    ? new Outcome.Returned(subject, value)
                    : Outcomes.threw(subject, thrown, allowed.payload());
            tellEnd(steps, allowed.payload(), thrown);
            return outcome;
        });
    }

    private static void tellEnd(Steps steps, Payload arguments, @Nullable Throwable thrown) {
        try {
            if (thrown == null) {
                steps.tell(AuditEventType.ACTION_COMPLETED, Facts.of("outcome", "returned"));
            } else if (thrown instanceof Unreported) {
                steps.tell(AuditEventType.ACTION_OUTCOME_UNKNOWN, Facts.of("outcome", "unknown"));
            } else {
                steps.tell(
                        AuditEventType.ACTION_FAILED,
                        Facts.of("outcome", "threw", "detail", Scrubbing.scrub(Thrown.text(thrown), arguments)));
            }
        } catch (AuditFailedException e) {
            // The tool has run: hiding its result would undo nothing. The next call is refused at its start.
            LOG.error("The end of a call was not recorded", e);
        }
    }
}
