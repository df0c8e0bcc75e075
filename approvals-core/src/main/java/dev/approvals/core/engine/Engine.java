package dev.approvals.core.engine;

import dev.approvals.Pending;
import dev.approvals.call.Mode;
import dev.approvals.call.Requester;
import dev.approvals.core.audit.AuditFailedException;
import dev.approvals.core.audit.Trail;
import dev.approvals.core.capture.ThawException;
import dev.approvals.core.channel.Channels;
import dev.approvals.core.desk.Desk;
import dev.approvals.core.judge.Attempt;
import dev.approvals.core.judge.Conversations;
import dev.approvals.core.judge.Judge;
import dev.approvals.core.judge.Judged;
import dev.approvals.core.judge.Planner;
import dev.approvals.core.judge.RuleFaults;
import dev.approvals.core.judge.Rulebook;
import dev.approvals.core.judge.Screening;
import dev.approvals.core.judge.Session;
import dev.approvals.core.judge.Settings;
import dev.approvals.core.ledger.Books;
import dev.approvals.core.ledger.DenialCounts;
import dev.approvals.core.ledger.Ids;
import dev.approvals.core.ledger.IssuedGrants;
import dev.approvals.core.ledger.OwedReviews;
import dev.approvals.core.ledger.Place;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.Denials;
import dev.approvals.core.node.Caretaker;
import dev.approvals.core.node.Nodes;
import dev.approvals.core.request.RequestFileJson;
import dev.approvals.core.work.Workers;
import dev.approvals.outcome.ApprovalException;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Approver;
import dev.approvals.review.Briefing;
import dev.approvals.review.ReviewDesk;
import dev.approvals.store.StoredRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes calls from their attempt to their outcome. Thread-safe. */
public final class Engine implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

    /** What is under way has so long to end when the gate is closed; what takes longer ends without it. */
    private static final Duration A_MOMENT = Duration.ofSeconds(1);

    private final Settings settings;
    private final Trail trail;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final Visits visits = new Visits();
    private final Ids ids = new Ids();
    private final ExecutorService steps = Workers.steps();
    private final ExecutorService runs = Workers.runs();
    private final Submitted.Threads threads = new Submitted.Threads(steps, runs);
    private final Conversations conversations = new Conversations();
    private final Rulebook rulebook;
    private final Judge judge;
    private final Asking asking;
    private final Requests requests;
    private final Waiting waiting;
    private final Callers callers;
    private final Runner runner;
    private final Moves moves;
    private final Upkeep upkeep;
    private final Desk desk;
    private final Lending lending;

    /**
     * An engine.
     *
     * @param settings what it is made of
     * @param trail where events go
     * @param approvers asked all at once
     * @param fallback asked where every one of the approvers failed
     */
    public Engine(Settings settings, Trail trail, List<Approver> approvers, List<Approver> fallback) {
        this.settings = settings;
        this.trail = trail;
        Settings.Parts parts = settings.parts();
        Planner planner = new Planner(settings);
        rulebook = new Rulebook(
                parts.policy(), trail, parts.secrets().rows()::fault, new RuleFaults(planner, parts.directory()));
        requests =
                new Requests(parts.store(), trail, this::known, parts.secrets().rows());
        waiting = new Waiting(parts.store());
        Tightening tightening = new Tightening(rulebook, planner, parts.directory());
        Nodes nodes = nodes();
        Caretaker caretaker = new Caretaker(parts.clock(), parts.store(), steps);
        Books books = books(caretaker);
        runner = new Runner(new Runner.Checks(parts.directory(), tightening), books, nodes, waiting, runs);
        callers = new Callers(requests, waiting, runner, nodes, settings);
        Screening screening = new Screening(planner, parts.directory());
        judge = new Judge(settings, rulebook, trail, screening);
        asking = asking(planner, screening, books, nodes);
        desk = new Desk(books, parts.directory(), Outcomes::of);
        lending = new Lending(
                settings,
                requests,
                runner,
                callers,
                new Lending.Way(judge::judge, this::ask, this::settle, this::failed));
        Channels channels = Channels.of(approvers, fallback);
        Handbacks handbacks = new Handbacks(settings, requests, nodes, runs);
        upkeep = upkeep(nodes, caretaker);
        moves = new Moves(
                requests, desk, channels, conversations, new Moves.Effects(caretaker, handbacks, upkeep::runDetached));
        requests.tell(moves);
        channels.attach(desk);
        rulebook.follow();
        rulebook.tell(upkeep::toolCame);
        upkeep.begin(moves, handbacks);
    }

    private Nodes nodes() {
        Settings.Parts parts = settings.parts();
        return new Nodes(
                parts.clock(),
                parts.store(),
                settings.limits().leasedFor(),
                parts.host().isPresent(),
                steps);
    }

    private Upkeep upkeep(Nodes nodes, Caretaker caretaker) {
        return new Upkeep(
                settings,
                new Upkeep.Rooms(requests, rulebook, runner, waiting, callers, nodes, caretaker),
                new Upkeep.Threads(steps, runs));
    }

    private Books books(Caretaker caretaker) {
        Settings.Caps caps = settings.limits().caps();
        Place place = new Place(settings.parts().store(), trail, caretaker::expect, settings.realm(), settings.mode());
        IssuedGrants grants = new IssuedGrants(place, settings.parts().secrets().likeness());
        DenialCounts denials =
                new DenialCounts(place, new Denials.Limit(caps.denials(), caps.within(), caps.lockedFor()));
        caretaker.lookAfter(StoredRow.Kind.GRANT, row -> grants.tick(row.id()));
        caretaker.lookAfter(StoredRow.Kind.DENIALS, row -> denials.tick(row.id()));
        return new Books(settings.realm(), requests, grants, denials, new OwedReviews(place, requests));
    }

    private Asking asking(Planner planner, Screening screening, Books books, Nodes nodes) {
        Covering covering = new Covering(books.grants(), settings.parts().directory(), nodes);
        Asking.Before before =
                new Asking.Before(planner, screening, covering, books.denials(), new Briefings(runs, trail::head));
        return new Asking(settings, requests, judge, before, nodes);
    }

    private Optional<RequestFileJson.Known> known(String toolId) {
        return rulebook.find(toolId)
                .map(tool ->
                        new RequestFileJson.Known(tool.spec(), tool.definition().capture()));
    }

    /** {@return where events go} */
    public Trail trail() {
        return trail;
    }

    /** {@return the tools and their rules} */
    public Rulebook rulebook() {
        return rulebook;
    }

    /** {@return the calls that their callers run} */
    public Lending lending() {
        return lending;
    }

    /** {@return the host's desk} */
    public ReviewDesk desk() {
        return desk;
    }

    /** {@return how this gate is set up} */
    public Mode mode() {
        return settings.mode();
    }

    /** {@return the deployment} */
    public String realm() {
        return settings.realm();
    }

    /** {@return the time, by the store's clock} */
    public Instant now() {
        return settings.parts().store().now();
    }

    /** {@return an id for a call that nobody is asked about} */
    public String passingId() {
        return ids.passing();
    }

    /**
     * The session of a requester.
     *
     * @param requester on whose behalf
     * @return the session, with what the conversation did last
     */
    public Session session(Requester requester) {
        return new Session(requester, conversations.of(requester));
    }

    /**
     * Makes a call and waits for its end.
     *
     * @param attempt the call
     * @return how it ended
     * @throws ApprovalException.Pending if it may run later and the caller was handed the id
     */
    public Outcome call(Attempt attempt) {
        return visits.during(() -> callHere(attempt));
    }

    private Outcome callHere(Attempt attempt) {
        String id = Ids.random();
        Judged judged = judge.judge(attempt, id);
        if (judged instanceof Judged.Asks asks) {
            try {
                return askAndAwait(asks, attempt);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return note(attempt, interrupted(asks));
            }
        }
        return settle(judged, attempt).join();
    }

    private Outcome askAndAwait(Judged.Asks asks, Attempt attempt) throws InterruptedException {
        String before = "";
        while (true) {
            Asking.Asked asked = ask(asks, attempt);
            if (asked instanceof Asking.Asked.Over over) {
                return note(attempt, over.outcome());
            }
            Requests.Request request = ((Asking.Asked.Open) asked).request();
            if (Asking.isCovered(request, asks)) {
                return runner.runCovered(request, attempt.tool()).join();
            }
            Outcome outcome = callers.await(Opened.of(request), attempt.tool());
            boolean left = Thread.currentThread().isInterrupted() || rulebook.closed();
            // A repetition of the very call finds it again and again.
            boolean again = !outcome.callId().equals(before);
            if (left
                    || !again
                    || !Callers.calledOffByOthers(outcome, asks.call().id())) {
                return outcome;
            }
            before = outcome.callId();
        }
    }

    /**
     * Makes a call and returns at once.
     *
     * @param attempt the call; its arguments are frozen and judged before this returns
     * @return the submitted call
     */
    public Pending submit(Attempt attempt) {
        Outcome.Subject subject = new Outcome.Subject(
                Ids.random(), attempt.tool().spec().name(), attempt.session().requester());
        Submitted submitted = new Submitted(subject, attempt.tool(), threads);
        Judged judged = judge.judge(attempt, subject.callId());
        if (!(judged instanceof Judged.Asks asks)) {
            return submitted.settledBy(settle(judged, attempt));
        }
        try {
            steps.execute(() -> follow(submitted, asks, attempt));
            return submitted;
        } catch (RejectedExecutionException e) {
            return submitted.settledBy(CompletableFuture.completedFuture(
                    new Outcome.Refused(subject, RefusalCode.CANCELLED, Callers.CLOSED)));
        }
    }

    private void follow(Submitted submitted, Judged.Asks asks, Attempt attempt) {
        try {
            if (submitted.isCancelled()) {
                submitted.complete(note(attempt, interrupted(asks)));
                return;
            }
            Asking.Asked asked = ask(asks, attempt);
            if (asked instanceof Asking.Asked.Over over) {
                submitted.complete(note(attempt, over.outcome()));
                return;
            }
            Requests.Request request = ((Asking.Asked.Open) asked).request();
            waiting.add(request.file().id(), submitted);
            submitted.follow(request, callers, () -> follow(submitted, asks, attempt));
            if (Asking.isCovered(request, asks)) {
                runs.execute(() -> runner.runCovered(request, attempt.tool()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            submitted.complete(note(attempt, interrupted(asks)));
        } catch (RuntimeException | Error e) {
            // Nobody else would ever end it.
            LOG.error("Call {} could not be asked about", asks.call().id(), e);
            submitted.complete(note(attempt, failed(asks, e)));
        }
    }

    private Outcome failed(Judged.Asks asks, Throwable e) {
        return judge.refuse(asks.subject(), asks.steps(), RefusalCode.STORE_FAILED, String.valueOf(e))
                .outcome();
    }

    private Outcome interrupted(Judged.Asks asks) {
        return judge.refuse(asks.subject(), asks.steps(), RefusalCode.CANCELLED, "The caller left.")
                .outcome();
    }

    /** Opens a request and shows it, or finds the one of an equal call. */
    private Asking.Asked ask(Judged.Asks asks, Attempt attempt) throws InterruptedException {
        Asking.Asked asked = asking.ask(asks, attempt.session().conversation());
        if (asked instanceof Asking.Asked.Open open
                && open.request().file().id().equals(asks.call().id())
                && rulebook.closed()) {
            callers.callOff(open.request().file().id());
        }
        return asked;
    }

    private CompletableFuture<Outcome> settle(Judged judged, Attempt attempt) {
        if (judged instanceof Judged.Over over) {
            return CompletableFuture.completedFuture(note(attempt, over.outcome()));
        }
        Judged.Passes passes = (Judged.Passes) judged;
        try {
            return runner.runAllowed(passes.allowed(), passes.steps()).thenApply(outcome -> note(attempt, outcome));
        } catch (AuditFailedException e) {
            Outcome refused = Judge.auditFailed(passes.allowed().subject(), e).outcome();
            return CompletableFuture.completedFuture(note(attempt, refused));
        } catch (ThawException e) {
            Judged.Over over = judge.refuse(
                    passes.allowed().subject(),
                    passes.steps(),
                    RefusalCode.INVALIDATED,
                    String.valueOf(e.getMessage()));
            return CompletableFuture.completedFuture(note(attempt, over.outcome()));
        }
    }

    private Outcome note(Attempt attempt, Outcome outcome) {
        attempt.session().conversation().ended(new Briefing.PastCall(time(), outcome.tool(), Moves.word(outcome)));
        return outcome;
    }

    /** The time, where the store tells it: a call that has run must not fail for want of it. */
    private Optional<Instant> time() {
        try {
            return Optional.of(now());
        } catch (RuntimeException e) {
            LOG.warn("The store does not tell the time", e);
            return Optional.empty();
        }
    }

    /**
     * Refuses new calls, and cancels those that nobody could finish: all that were made here where the store is gone with
     * this process, otherwise those whose callers wait here. What is under way has a moment to end, for hosts close their
     * stores next.
     */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        rulebook.close();
        callers.close();
        if (!settings.parts().store().capabilities().durable()) {
            requests.known().forEach(callers::callOff);
        }
        upkeep.close();
        visits.awaitNobody(A_MOMENT);
        moves.awaitNews();
        Workers.end(A_MOMENT, Stream.concat(moves.workers(), Stream.of(steps, runs)));
        waiting.close();
    }
}
