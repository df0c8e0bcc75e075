package dev.approvals.core.judge;

import dev.approvals.call.Requester;
import dev.approvals.core.lifecycle.Roster;
import dev.approvals.core.lifecycle.Tally;
import dev.approvals.core.request.FrozenCall;
import dev.approvals.core.text.Secrets;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.review.Directory;
import dev.approvals.tool.Risk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the calls that the rules would ask about and that nobody could ever approve. */
public final class Screening {

    private static final Logger LOG = LoggerFactory.getLogger(Screening.class);

    private final Planner planner;
    private final Directory directory;

    public Screening(Planner planner, Directory directory) {
        this.planner = planner;
        this.directory = directory;
    }

    /**
     * Why a call is refused before anybody is asked.
     *
     * @param code the code
     * @param why why, in words for people
     * @param remembered the request of an equal call, where its denial answers for this one
     */
    public record Refusal(RefusalCode code, String why, Optional<String> remembered) {
        /** For a reason of its own. */
        public Refusal(RefusalCode code, String why) {
            this(code, why, Optional.empty());
        }

        /** For the denial of an equal call. */
        public static Refusal remembered(String requestId) {
            return new Refusal(
                    RefusalCode.DENIED_BY_REVIEWER,
                    "An equal call was denied before in this conversation, as request " + requestId + ".",
                    Optional.of(requestId));
        }
    }

    /**
     * Why a call would be refused before anybody is asked.
     *
     * @param storable whether its arguments can be kept
     * @param ruling the verdict, which asks
     */
    public Optional<Refusal> refusal(Tool tool, FrozenCall call, boolean storable, Ruling ruling) {
        if (tool.spec().runLater() && !storable) {
            return Optional.of(new Refusal(
                    RefusalCode.UNRENDERABLE,
                    "An argument is shown by a renderer and cannot be kept, so the call cannot run later: give " + tool
                            + " a parameter of a type that can, or leave out runLater"));
        }
        try {
            return people(call, ruling, planner.plan(ruling, tool.spec()));
        } catch (RuntimeException e) {
            LOG.error("The directory failed on call {}", call.id(), e);
            String why = "The directory failed: " + Secrets.mask(String.valueOf(e));
            return Optional.of(new Refusal(RefusalCode.IDENTITY_FAILED, why));
        }
    }

    private Optional<Refusal> people(FrozenCall call, Ruling ruling, ReviewPlan plan) {
        Requester requester = call.requester();
        if (call.risk().compareTo(Risk.HIGH) >= 0 && !plan.unknownPerson() && unknown(requester)) {
            return Optional.of(new Refusal(
                    RefusalCode.REQUESTER_UNKNOWN,
                    "Nobody knows which person " + requester.agent().subject()
                            + " acts for, so self-approval cannot be ruled out. Name the person with"
                            + " gate.as(Requester.agent(...).actingFor(...)), or permit it in a rule with"
                            + " ReviewPlan.permitUnknownPerson()"));
        }
        if (ruling.escalated() && plan.levels().size() < 2) {
            return Optional.of(new Refusal(
                    RefusalCode.UNSATISFIABLE,
                    "The rules escalate the call, and its plan has no higher level. Add one with"
                            + " ReviewPlan.then(...) or Approvals.builder().escalateTo(...)"));
        }
        Set<String> requesters = Roster.of(directory, requester, List.of()).requesters();
        return Tally.unsatisfiable(plan.levels(), directory, requesters)
                .map(level -> new Refusal(
                        RefusalCode.UNSATISFIABLE,
                        "Nobody could ever fill a level of its plan: " + level.describe()
                                + ". Add people to those groups in the directory, or ask others"));
    }

    private boolean unknown(Requester requester) {
        return requester.person().isEmpty()
                || directory.resolve(requester.person().get()).isEmpty();
    }
}
