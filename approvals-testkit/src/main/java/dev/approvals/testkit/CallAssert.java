package dev.approvals.testkit;

import dev.approvals.audit.AuditEvent;
import dev.approvals.audit.AuditEventType;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.review.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Asserts what the audit tells of one call. Each failure prints the call's timeline. */
public final class CallAssert extends AbstractAssert<CallAssert, CallAssert.Told> {

    private final CallStory story;

    /** The events of one call, as they stand in a failure's message. */
    static final class Told {

        private final List<AuditEvent> events;

        private Told(List<AuditEvent> events) {
            this.events = events;
        }

        @Override
        public String toString() {
            return Timeline.of(events);
        }
    }

    CallAssert(CallStory story) {
        super(new Told(story.events()), CallAssert.class);
        this.story = story;
    }

    private CallAssert check(boolean holds, String expected) {
        if (!holds) {
            failWithMessage(
                    "%nExpected call %s%n  %s%nbut the audit tells%n%s",
                    story.id(), expected, Timeline.of(story.events()));
        }
        return this;
    }

    /**
     * Asserts that a person was asked.
     *
     * @return this
     */
    public CallAssert wasAsked() {
        return check(story.has(AuditEventType.APPROVAL_REQUESTED), "to have been put before a person");
    }

    /**
     * Asserts that no person was asked.
     *
     * @return this
     */
    public CallAssert wasNotAsked() {
        return check(!story.has(AuditEventType.APPROVAL_REQUESTED), "not to have been put before a person");
    }

    /**
     * Asserts that a grant covered the call, so that no person was asked.
     *
     * @return this
     */
    public CallAssert wasCovered() {
        return wasNotAsked()
                .check(
                        story.of(AuditEventType.ACTION_STARTED)
                                .anyMatch(event -> event.fact("verdict").equals("grant")),
                        "to have been covered by a grant");
    }

    /**
     * Asserts that the approvals of these reviewers counted.
     *
     * @param accounts their accounts, as {@code alice} for {@code local:alice} or in full
     * @return this
     */
    public CallAssert wasApprovedBy(String... accounts) {
        return decidedBy(Decision.Kind.APPROVE, accounts);
    }

    /**
     * Asserts that the denial of this reviewer counted.
     *
     * @param account the account, as {@code carol} for {@code local:carol} or in full
     * @return this
     */
    public CallAssert wasDeniedBy(String account) {
        return decidedBy(Decision.Kind.DENY, account);
    }

    private CallAssert decidedBy(Decision.Kind kind, String... accounts) {
        List<String> reviewers = story.reviewersWho(kind);
        for (String account : accounts) {
            String full = account.contains(":") ? account : "local:" + account;
            check(
                    reviewers.contains(full),
                    "to have a counted " + kind + " by " + full + ", and there are " + reviewers);
        }
        return this;
    }

    /**
     * Asserts that a vote on this call did not count.
     *
     * @param code why not
     * @return this
     */
    public CallAssert hasRefusedVote(RefusalCode code) {
        List<String> codes = story.of(AuditEventType.APPROVAL_REFUSED)
                .map(event -> event.fact("code"))
                .toList();
        return check(codes.contains(code.name()), "to have a vote refused as " + code + ", and there are " + codes);
    }

    /**
     * Asserts that the call was refused and why.
     *
     * @param code why
     * @return this
     */
    public CallAssert wasRefused(RefusalCode code) {
        String found = story.refusal().map(refusal -> refusal.code().name()).orElse("no refusal");
        return check(found.equals(code.name()), "to have been refused as " + code + ", and there is " + found);
    }

    /**
     * Asserts what is said of the refusal: its reason, its rule, its reviewer or the reviewer's words.
     *
     * @param words a part of it
     * @return this
     */
    public CallAssert because(String words) {
        return check(
                story.refusal()
                        .filter(refusal -> refusal.words().contains(words))
                        .isPresent(),
                "to have been refused with the words \"" + words + "\"");
    }

    /**
     * Asserts that the tool did not start.
     *
     * @return this
     */
    public CallAssert neverStarted() {
        return check(!story.has(AuditEventType.ACTION_STARTED), "never to have started");
    }

    /**
     * Asserts that the tool started once and returned.
     *
     * @return this
     */
    public CallAssert ran() {
        return startedOnce().check(story.has(AuditEventType.ACTION_COMPLETED), "to have run and returned");
    }

    /**
     * Asserts that the tool started once and threw.
     *
     * @return this
     */
    public CallAssert threw() {
        return startedOnce().check(story.has(AuditEventType.ACTION_FAILED), "to have run and thrown");
    }

    private CallAssert startedOnce() {
        return check(story.of(AuditEventType.ACTION_STARTED).count() == 1, "to have started once");
    }

    /**
     * Asserts that these things happened in this order, whatever else did.
     *
     * @param types what happened
     * @return this
     */
    public CallAssert told(AuditEventType... types) {
        List<AuditEventType> missing = new ArrayList<>(List.of(types));
        for (AuditEvent event : story.events()) {
            if (!missing.isEmpty() && event.type().equals(missing.get(0))) {
                missing.remove(0);
            }
        }
        return check(missing.isEmpty(), "to tell, in this order, of " + List.of(types));
    }

    /**
     * Asserts that exactly these things happened in this order.
     *
     * @param types what happened
     * @return this
     */
    public CallAssert toldExactly(AuditEventType... types) {
        List<AuditEventType> found =
                story.events().stream().map(AuditEvent::type).toList();
        return check(found.equals(List.of(types)), "to tell exactly of " + List.of(types));
    }

    /**
     * Asserts a fact of an event.
     *
     * @param type the event's type
     * @param name the fact's name
     * @param value its text
     * @return this
     */
    public CallAssert hasFact(AuditEventType type, String name, String value) {
        String found = story.of(type).map(event -> event.fact(name)).distinct().collect(Collectors.joining(", "));
        return check(
                story.of(type).anyMatch(event -> event.fact(name).equals(value)),
                "to tell in " + type + " that " + name + " is \"" + value + "\", and it is \"" + found + "\"");
    }
}
