package dev.approvals.core.engine;

import dev.approvals.core.judge.Judged;
import dev.approvals.core.ledger.IssuedGrants;
import dev.approvals.core.lifecycle.GrantStep;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Roster;
import dev.approvals.core.node.Nodes;
import dev.approvals.core.request.FrozenCall;
import dev.approvals.core.request.GrantFile;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Directory;
import dev.approvals.review.Vote;
import dev.approvals.tool.Risk;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for a grant that covers a call before anybody is asked about it, and takes a use of it. */
final class Covering {

    private static final Logger LOG = LoggerFactory.getLogger(Covering.class);

    private final IssuedGrants grants;
    private final Directory directory;
    private final Nodes nodes;

    Covering(IssuedGrants grants, Directory directory, Nodes nodes) {
        this.grants = grants;
        this.directory = directory;
        this.nodes = nodes;
    }

    /**
     * A grant of which a use was taken for a call.
     *
     * @param grant its id
     * @param state how the call's request begins
     */
    record Cover(String grant, RequestState state) {}

    /**
     * Takes a use of the oldest grant that covers a call. What fails here leaves the call to be asked about.
     *
     * @param plan what the rules demand of the call now
     */
    Optional<Cover> take(Judged.Asks asks, ReviewPlan plan) {
        FrozenCall call = asks.call();
        if (call.risk() == Risk.CRITICAL || !nodes.mayClaim()) {
            return Optional.empty();
        }
        try {
            return grants.covering(call.facts(), asks.payload()).stream()
                    .filter(grant -> !asks.ruling().escalated() || wasEscalated(grant))
                    .filter(grant -> grants.use(grant.id(), use(call, plan, grant)))
                    .findFirst()
                    .map(grant -> new Cover(
                            grant.id(), RequestState.covered(grant.terms().given(), nodes.id(), call.id(), call.at())));
        } catch (RuntimeException e) {
            LOG.error("Grants for call {} could not be looked at; people are asked", call.id(), e);
            return Optional.empty();
        }
    }

    /** Rules that ask one level up are not content with what a lower level gave. */
    private static boolean wasEscalated(GrantFile grant) {
        return grant.terms().given().level() > 0;
    }

    private GrantStep.Use use(FrozenCall call, ReviewPlan plan, GrantFile grant) {
        Roster roster = Roster.of(
                directory,
                call.requester(),
                grant.terms().given().votes().stream()
                        .map(Vote::decision)
                        .map(decision -> decision.reviewer().account())
                        .toList());
        return new GrantStep.Use(call.id(), plan, roster);
    }
}
