package dev.approvals.core.engine;

import dev.approvals.core.audit.AuditFailedException;
import dev.approvals.core.capture.Digests;
import dev.approvals.core.capture.LikenessKey;
import dev.approvals.core.judge.Conversation;
import dev.approvals.core.judge.Judge;
import dev.approvals.core.judge.Judged;
import dev.approvals.core.judge.Planner;
import dev.approvals.core.judge.Screening;
import dev.approvals.core.judge.Settings;
import dev.approvals.core.ledger.DenialCounts;
import dev.approvals.core.ledger.Requests;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.core.node.Nodes;
import dev.approvals.core.request.FrozenCall;
import dev.approvals.core.request.RequestFile;
import dev.approvals.outcome.Outcome;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Briefing;
import dev.approvals.review.Impact;
import dev.approvals.review.RequestStatus;
import dev.approvals.tool.ToolSpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the request of a call that people are to be asked about, or finds the one of an equal call. */
final class Asking {

    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

    private static final String NOT_KEPT =
            "An argument is sensitive or was masked, so without a cipher the store is not given it, and the call could not"
                    + " run later. Set one with Approvals.builder().cipher(...), or leave out runLater";

    private final Settings settings;
    private final Requests requests;
    private final Judge judge;
    private final Before before;
    private final Caps caps;
    private final Joining joining;
    private final LikenessKey likenessKey;
    private final Nodes nodes;

    /**
     * What is looked at before a request is opened.
     *
     * @param planner whom the rules ask
     * @param screening whether anybody could approve
     * @param covering whether a grant covers the call
     * @param denials how often the requester was denied the tool
     * @param briefings what a reviewer should know
     */
    record Before(Planner planner, Screening screening, Covering covering, DenialCounts denials, Briefings briefings) {}

    Asking(Settings settings, Requests requests, Judge judge, Before before, Nodes nodes) {
        this.nodes = nodes;
        this.settings = settings;
        this.requests = requests;
        this.judge = judge;
        this.before = before;
        this.caps = new Caps(settings, requests, before.denials());
        this.joining = new Joining(settings.realm(), requests, caps);
        this.likenessKey = settings.parts().secrets().likeness();
    }

    /** What came of asking: a request that is open or was found, or an end. */
    sealed interface Asked {
        /** The call has a request; its id is another than the call's where an equal one was found. */
        record Open(Requests.Request request) implements Asked {}

        /** The call is refused. */
        record Over(Outcome outcome) implements Asked {}
    }

    /**
     * Opens a request.
     *
     * @throws InterruptedException if the caller is interrupted; nothing was opened then
     */
    Asked ask(Judged.Asks asks, Conversation conversation) throws InterruptedException {
        try {
            ReviewPlan plan = before.planner().plan(asks.ruling(), asks.tool().spec());
            Optional<Screening.Refusal> refusal = before.screening()
                    .refusal(asks.tool(), asks.call(), asks.payload().storable(), asks.ruling())
                    .or(() -> caps.locked(asks.call()));
            if (refusal.isPresent()) {
                return over(asks, refusal.get());
            }
            Optional<Covering.Cover> cover = before.covering().take(asks, plan);
            if (cover.isPresent()) {
                return open(asks, plan, cover.get(), conversation);
            }
            refusal = caps.tooOften(asks.call().requester());
            return refusal.isPresent() ? over(asks, refusal.get()) : open(asks, plan, conversation);
        } catch (AuditFailedException e) {
            return new Asked.Over(Judge.auditFailed(asks.subject(), e).outcome());
        } catch (RuntimeException e) {
            LOG.error("Call {} could not be stored", asks.call().id(), e);
            return over(asks, new Screening.Refusal(RefusalCode.STORE_FAILED, String.valueOf(e)));
        }
    }

    /** Whether this very call opened the request as started, for a grant covers it. */
    static boolean isCovered(Requests.Request request, Judged.Asks asks) {
        return request.state().status() == RequestStatus.CLAIMED
                && request.file().id().equals(asks.call().id());
    }

    private Asked over(Judged.Asks asks, Screening.Refusal refusal) {
        return new Asked.Over(
                judge.refuse(asks.subject(), asks.steps(), refusal).outcome());
    }

    private Asked open(Judged.Asks asks, ReviewPlan plan, Conversation conversation) throws InterruptedException {
        Briefing briefing = before.briefings().of(asks.tool(), asks.call(), conversation);
        RequestFile file = file(asks, plan, briefing);
        if (file.terms().runLater() && !settings.parts().secrets().rows().keeps(file)) {
            return over(asks, new Screening.Refusal(RefusalCode.STORE_FAILED, NOT_KEPT));
        }
        int level = asks.ruling().escalated() ? 1 : 0;
        RequestState state = RequestState.pending(level, nodes.id(), file.call().at());
        return open(asks, Requests.Opening.of(file, state, Optional.empty()), conversation);
    }

    /** Opens the request of a call that a grant covers: nobody is asked, and nobody briefed. */
    private Asked open(Judged.Asks asks, ReviewPlan plan, Covering.Cover cover, Conversation conversation) {
        RequestFile file = file(asks, plan, new Briefing(Impact.NONE, Optional.empty(), List.of(), Optional.empty()));
        return open(asks, Requests.Opening.of(file, cover.state(), Optional.of(cover.grant())), conversation);
    }

    private Asked open(Judged.Asks asks, Requests.Opening opening, Conversation conversation) {
        RequestFile file = opening.file();
        String likeness = Digests.likeness(likenessKey, file.header(), file.payload());
        Joining.Joined joined = joining.open(opening, likeness, conversation, asks.steps());
        return joined instanceof Joining.Joined.Open open
                ? new Asked.Open(open.request())
                : over(asks, ((Joining.Joined.Over) joined).refusal());
    }

    private RequestFile file(Judged.Asks asks, ReviewPlan plan, Briefing briefing) {
        FrozenCall call = asks.call();
        ToolSpec tool = asks.tool().spec();
        Instant decideBy = call.at().plus(plan.decideWithin().orElseThrow());
        Terms terms = new Terms(call.id(), call.digest(), call.requester(), plan, decideBy, tool, requests.epoch());
        return new RequestFile(
                call, asks.payload(), asks.salt(), terms, asks.ruling().rule(), settings.mode(), briefing);
    }
}
