package dev.approvals.core.request;

import dev.approvals.call.Mode;
import dev.approvals.core.capture.CallHeader;
import dev.approvals.core.capture.Payload;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Briefing;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * All of a request that never changes.
 *
 * @param call the call as people see it
 * @param payload the real arguments
 * @param salt the salt of the binding digest, hexadecimal
 * @param terms what it is decided by
 * @param rule the rule that asked, and why
 * @param mode how the gate was set up
 * @param briefing what to know beside it
 */
public record RequestFile(
        FrozenCall call, Payload payload, String salt, Terms terms, Rule rule, Mode mode, Briefing briefing) {

    /**
     * Why a call is asked.
     *
     * @param name the policy's rule
     * @param why its reason
     * @param version the version of the rules
     */
    public record Rule(String name, String why, String version) {}

    /** {@return the request's id} */
    public String id() {
        return call.id();
    }

    /** {@return what the digests cover beside the arguments} */
    public CallHeader header() {
        return call.facts().header();
    }

    /** {@return which call an outcome of this request is about} */
    public Outcome.Subject subject() {
        return new Outcome.Subject(id(), call.tool().name(), call.requester());
    }

    /**
     * This request at one moment, as people see it.
     *
     * @param state how far it is
     * @param outcomes makes an outcome of an ending
     * @return the request
     */
    public ApprovalRequest at(RequestState state, BiFunction<Outcome.Subject, Ending, Outcome> outcomes) {
        Optional<Outcome> outcome = state.ending().map(ending -> outcomes.apply(subject(), ending));
        return new ApprovalRequest(
                call,
                new ApprovalRequest.Terms(terms.plan(), rule.name(), rule.why(), mode, terms.decideBy()),
                new ApprovalRequest.Progress(state.status(), state.level(), state.round(), state.votes(), outcome),
                briefing);
    }
}
