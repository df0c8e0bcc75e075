package dev.approvals.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who must be asked, how many of them, until when, how well they must be known, and what they may do beyond a plain vote.
 *
 * <p>Whatever a plan leaves out is filled in from the tool and from the gate's defaults; whatever it says less than the
 * tool's annotation demands is raised to that.
 *
 * @param levels the levels, lowest first; empty for the tool's own reviewers
 * @param timing how long things may take
 * @param demands what is demanded of those who decide
 * @param permits what goes beyond a plain vote
 */
public record ReviewPlan(List<Level> levels, Timing timing, Demands demands, Permits permits) {

    private static final ReviewPlan OF_TOOL = new ReviewPlan(List.of(), Timing.NONE, Demands.NONE, Permits.USUAL);

    /** Checks the components. */
    public ReviewPlan {
        levels = List.copyOf(levels);
        Objects.requireNonNull(timing, "timing");
        Objects.requireNonNull(demands, "demands");
        Objects.requireNonNull(permits, "permits");
    }

    /**
     * How long things may take; empty for the gate's default, or never.
     *
     * @param decideWithin how long people have to decide
     * @param useWithin how long an approval may wait to be used
     * @param escalateAfter after how long without a decision the next level is asked, if there is one
     * @param remindEvery how often those who are asked are reminded, a few times at most
     */
    public record Timing(
            Optional<Duration> decideWithin,
            Optional<Duration> useWithin,
            Optional<Duration> escalateAfter,
            Optional<Duration> remindEvery) {

        /** Nothing said. */
        public static final Timing NONE =
                new Timing(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

        /** Checks the components. */
        public Timing {
            decideWithin.ifPresent(d -> Span.check("decideWithin", d));
            useWithin.ifPresent(d -> Span.check("useWithin", d));
            escalateAfter.ifPresent(d -> Span.check("escalateAfter", d));
            remindEvery.ifPresent(d -> Span.check("remindEvery", d));
        }
    }

    /**
     * What is demanded of those who decide. Each tightens; of two plans the stricter holds.
     *
     * @param assurance how well a reviewer must be known, at least
     * @param otherPeople whether nobody who voted at one level may vote at a higher one
     * @param comment whether an approval must say why. Calls of critical risk demand it whatever is said here
     * @param dwell how long a reviewer must have had a request before them when they approve it; zero for no time at all
     */
    public record Demands(Assurance assurance, boolean otherPeople, boolean comment, Duration dwell) {

        /** Nothing demanded. */
        public static final Demands NONE = new Demands(Assurance.ASSERTED_IN_PROCESS, false, false, Duration.ZERO);

        /** Checks the components. */
        public Demands {
            Objects.requireNonNull(assurance, "assurance");
            if (dwell.isNegative()) {
                throw new IllegalArgumentException("dwell must not be negative; got " + dwell);
            }
            Span.checkNotTooLong("dwell", dwell);
        }
    }

    /**
     * What goes beyond a plain vote. Each loosens; of two plans the stricter holds.
     *
     * @param unknownPerson whether a call of high risk is asked even where nobody knows which person the agent acts for
     * @param askAgain whether a call is asked again that was denied before in its conversation
     * @param widestGrant the widest scope that an approval may have; empty for none. Calls of critical risk have none
     *     whatever is said here
     * @param breakGlass the groups whose members may break the glass; empty for nobody
     * @param anyChannel whether every channel may show what a call is about; false for the inbox only. A tool that is for
     *     the inbox only is so whatever is said here
     */
    public record Permits(
            boolean unknownPerson,
            boolean askAgain,
            Optional<Scope> widestGrant,
            Set<String> breakGlass,
            boolean anyChannel) {

        /** What holds where nothing is said: grants for equal calls, any channel, and nothing else. */
        public static final Permits USUAL = new Permits(false, false, Optional.of(Scope.EQUAL), Set.of(), true);

        /** Checks the components. */
        public Permits {
            Objects.requireNonNull(widestGrant, "widestGrant");
            breakGlass = Set.copyOf(breakGlass);
        }
    }

    /** {@return the plan that asks the tool's own reviewers} */
    public static ReviewPlan ofTool() {
        return OF_TOOL;
    }

    /**
     * A plan of one level.
     *
     * @param people how many distinct people
     * @param groups their groups; none for anybody the directory knows
     * @return the plan
     */
    public static ReviewPlan of(int people, String... groups) {
        return OF_TOOL.then(people, groups);
    }

    /** {@return how long people have to decide, or empty for the gate's default} */
    public Optional<Duration> decideWithin() {
        return timing.decideWithin();
    }

    /** {@return how long an approval may wait to be used, or empty for the gate's default} */
    public Optional<Duration> useWithin() {
        return timing.useWithin();
    }

    /**
     * Adds the level that an escalation leads to.
     *
     * @param people how many distinct people
     * @param groups their groups; none for anybody the directory knows
     * @return a copy with one level more
     */
    public ReviewPlan then(int people, String... groups) {
        List<Level> more = new ArrayList<>(levels);
        more.add(Level.of(people, groups));
        return withLevels(more);
    }

    /**
     * Replaces the levels.
     *
     * @param others the levels, lowest first
     * @return a copy
     */
    public ReviewPlan withLevels(List<Level> others) {
        return new ReviewPlan(others, timing, demands, permits);
    }

    private ReviewPlan with(Timing other) {
        return new ReviewPlan(levels, other, demands, permits);
    }

    private ReviewPlan with(Demands other) {
        return new ReviewPlan(levels, timing, other, permits);
    }

    private ReviewPlan with(Permits other) {
        return new ReviewPlan(levels, timing, demands, other);
    }

    /**
     * Sets how long people have to decide.
     *
     * @param limit longer than zero
     * @return a copy
     */
    public ReviewPlan decideWithin(Duration limit) {
        return with(new Timing(Optional.of(limit), timing.useWithin(), timing.escalateAfter(), timing.remindEvery()));
    }

    /**
     * Sets how long an approval may wait to be used.
     *
     * @param limit longer than zero
     * @return a copy
     */
    public ReviewPlan useWithin(Duration limit) {
        return with(
                new Timing(timing.decideWithin(), Optional.of(limit), timing.escalateAfter(), timing.remindEvery()));
    }

    /**
     * Asks the next level, where there is one, if nobody has decided for a while.
     *
     * @param limit longer than zero; begins anew at each level
     * @return a copy
     */
    public ReviewPlan escalateAfter(Duration limit) {
        return with(new Timing(timing.decideWithin(), timing.useWithin(), Optional.of(limit), timing.remindEvery()));
    }

    /**
     * Reminds those who are asked, a few times at most.
     *
     * @param pause longer than zero
     * @return a copy
     */
    public ReviewPlan remindEvery(Duration pause) {
        return with(new Timing(timing.decideWithin(), timing.useWithin(), timing.escalateAfter(), Optional.of(pause)));
    }

    /**
     * Sets how well a reviewer must be known.
     *
     * @param weakest the weakest acceptable assurance
     * @return a copy
     */
    public ReviewPlan assurance(Assurance weakest) {
        return with(new Demands(weakest, demands.otherPeople(), demands.comment(), demands.dwell()));
    }

    /** {@return how well a reviewer must be known, at least} */
    public Assurance assurance() {
        return demands.assurance();
    }

    /**
     * Demands different people at each level: nobody who voted at one may vote at a higher one.
     *
     * @return a copy
     */
    public ReviewPlan byOtherPeople() {
        return with(new Demands(demands.assurance(), true, demands.comment(), demands.dwell()));
    }

    /** {@return whether nobody who voted at one level may vote at a higher one} */
    public boolean otherPeople() {
        return demands.otherPeople();
    }

    /**
     * Demands that an approval says why.
     *
     * @return a copy
     */
    public ReviewPlan withComment() {
        return with(new Demands(demands.assurance(), demands.otherPeople(), true, demands.dwell()));
    }

    /**
     * Demands that reviewers take their time: an approval counts only from somebody who has had the request before them for
     * so long, by the store's clock. A denial counts at once. For channels on which people decide: an approver that answers
     * by itself, at once, has no time to look.
     *
     * @param least how long; zero for no time at all
     * @return a copy
     */
    public ReviewPlan dwell(Duration least) {
        return with(new Demands(demands.assurance(), demands.otherPeople(), demands.comment(), least));
    }

    /**
     * Permits a call of high risk for which nobody knows the person behind the agent, so that self-approval cannot be
     * ruled out.
     *
     * @return a copy
     */
    public ReviewPlan permitUnknownPerson() {
        return with(new Permits(
                true, permits.askAgain(), permits.widestGrant(), permits.breakGlass(), permits.anyChannel()));
    }

    /**
     * Asks again about a call that was denied before in its conversation.
     *
     * @return a copy
     */
    public ReviewPlan askAgain() {
        return with(new Permits(
                permits.unknownPerson(), true, permits.widestGrant(), permits.breakGlass(), permits.anyChannel()));
    }

    /**
     * Permits approvals that cover further calls.
     *
     * @param widest the widest scope that one may have
     * @return a copy
     */
    public ReviewPlan permitGrants(Scope widest) {
        return withGrants(Optional.of(widest));
    }

    /**
     * Permits no approval that covers further calls.
     *
     * @return a copy
     */
    public ReviewPlan withoutGrants() {
        return withGrants(Optional.empty());
    }

    private ReviewPlan withGrants(Optional<Scope> widest) {
        return with(new Permits(
                permits.unknownPerson(), permits.askAgain(), widest, permits.breakGlass(), permits.anyChannel()));
    }

    /**
     * Permits one person alone to approve in an emergency. It owes a review by somebody else.
     *
     * @param groups whose members may; at least one
     * @return a copy
     */
    public ReviewPlan permitBreakGlass(String... groups) {
        return with(new Permits(
                permits.unknownPerson(),
                permits.askAgain(),
                permits.widestGrant(),
                Set.of(groups),
                permits.anyChannel()));
    }

    /**
     * Keeps what a call is about out of chat: it is shown in the inbox only.
     *
     * @return a copy
     */
    public ReviewPlan onlyInInbox() {
        return with(new Permits(
                permits.unknownPerson(), permits.askAgain(), permits.widestGrant(), permits.breakGlass(), false));
    }

    /** {@return whether what a call is about is kept out of chat} */
    public boolean inboxOnly() {
        return !permits.anyChannel();
    }

    /** {@return whether a call of high risk is asked even where nobody knows which person the agent acts for} */
    public boolean unknownPerson() {
        return permits.unknownPerson();
    }
}
