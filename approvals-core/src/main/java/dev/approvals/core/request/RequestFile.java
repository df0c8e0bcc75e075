package dev.approvals.core.request;

import dev.approvals.call.Mode;
import dev.approvals.core.capture.CallHeader;
import dev.approvals.core.capture.Digests;
import dev.approvals.core.capture.NamedValue;
import dev.approvals.core.capture.Payload;
import dev.approvals.core.capture.ThawException;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.outcome.Outcome;
import dev.approvals.review.ApprovalRequest;
import dev.approvals.review.Briefing;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * All of a request that never changes.
 *
 * @param call the call as people see it
 * @param original what the tool runs from; empty where a store without a cipher was not given it
 * @param terms what it is decided by
 * @param rule the rule that asked, and why
 * @param mode how the gate was set up
 * @param briefing what to know beside it
 */
public record RequestFile(
        FrozenCall call, Optional<Original> original, Terms terms, Rule rule, Mode mode, Briefing briefing) {

    /**
     * A call as it was made, and not as people see it. The salt belongs to it: with it, short secrets could be guessed from
     * the digest.
     *
     * @param payload the real arguments
     * @param salt the salt of the binding digest, hexadecimal
     */
    public record Original(Payload payload, String salt) {}

    /**
     * Why a call is asked.
     *
     * @param name the policy's rule
     * @param why its reason
     * @param version the version of the rules
     */
    public record Rule(String name, String why, String version) {}

    /**
     * A request whose arguments are at hand.
     *
     * @param call the call as people see it
     * @param payload the real arguments
     * @param salt the salt of the binding digest, hexadecimal
     * @param terms what it is decided by
     * @param rule the rule that asked, and why
     * @param mode how the gate was set up
     * @param briefing what to know beside it
     */
    public RequestFile(
            FrozenCall call, Payload payload, String salt, Terms terms, Rule rule, Mode mode, Briefing briefing) {
        this(call, Optional.of(new Original(payload, salt)), terms, rule, mode, briefing);
    }

    /**
     * The real arguments.
     *
     * @return the arguments
     * @throws ThawException if they were not kept; the call cannot run
     */
    public Payload payload() {
        return originalOrThrow().payload();
    }

    /**
     * The salt of the binding digest.
     *
     * @return hexadecimal digits
     * @throws ThawException if it was not kept; the call cannot run
     */
    public String salt() {
        return originalOrThrow().salt();
    }

    private Original originalOrThrow() {
        return original.orElseThrow(() -> ThawException.notKept(id()));
    }

    /**
     * The binding digest, computed again over what would run: votes that name another one do not count.
     *
     * @return 64 hexadecimal digits
     * @throws ThawException if the arguments were not kept
     */
    public String digest() {
        return Digests.binding(HexFormat.of().parseHex(salt()), header(), payload());
    }

    /** {@return whether something of the real arguments is kept from people's eyes} */
    public boolean hidesArguments() {
        return original.map(Original::payload)
                .filter(real ->
                        !real.equals(call.shown()) || real.values().stream().anyMatch(NamedValue::sensitive))
                .isPresent();
    }

    /** {@return this request without what the tool runs from} */
    RequestFile withoutOriginal() {
        return new RequestFile(call, Optional.empty(), terms, rule, mode, briefing);
    }

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
                new ApprovalRequest.Progress(
                        state.status(),
                        state.level(),
                        state.round(),
                        state.votes(),
                        outcome,
                        state.ending().flatMap(Ending::at)),
                briefing);
    }
}
