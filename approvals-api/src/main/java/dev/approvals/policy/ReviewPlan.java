package dev.approvals.policy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Who must be asked, how many of them, until when, and how well they must be known.
 *
 * <p>Whatever a plan leaves out is filled in from the tool and from the gate's defaults; whatever it says less than the
 * tool's annotation demands is raised to that.
 *
 * @param levels the levels, lowest first; empty for the tool's own reviewers
 * @param decideWithin how long people have to decide, or empty for the gate's default
 * @param useWithin how long an approval may wait to be used, or empty for the gate's default
 * @param assurance how well a reviewer must be known, at least
 * @param unknownPerson whether a call of high risk is asked even where nobody knows which person the agent acts for
 */
public record ReviewPlan(
        List<Level> levels,
        Optional<Duration> decideWithin,
        Optional<Duration> useWithin,
        Assurance assurance,
        boolean unknownPerson) {

    private static final ReviewPlan OF_TOOL =
            new ReviewPlan(List.of(), Optional.empty(), Optional.empty(), Assurance.ASSERTED_IN_PROCESS, false);

    /** Checks the components. */
    public ReviewPlan {
        levels = List.copyOf(levels);
        Objects.requireNonNull(assurance, "assurance");
        decideWithin.ifPresent(d -> requirePositive("decideWithin", d));
        useWithin.ifPresent(d -> requirePositive("useWithin", d));
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException(what + " must be longer than zero; got " + duration);
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
        return new ReviewPlan(others, decideWithin, useWithin, assurance, unknownPerson);
    }

    /**
     * Sets how long people have to decide.
     *
     * @param limit longer than zero
     * @return a copy
     */
    public ReviewPlan decideWithin(Duration limit) {
        return new ReviewPlan(levels, Optional.of(limit), useWithin, assurance, unknownPerson);
    }

    /**
     * Sets how long an approval may wait to be used.
     *
     * @param limit longer than zero
     * @return a copy
     */
    public ReviewPlan useWithin(Duration limit) {
        return new ReviewPlan(levels, decideWithin, Optional.of(limit), assurance, unknownPerson);
    }

    /**
     * Sets how well a reviewer must be known.
     *
     * @param weakest the weakest acceptable assurance
     * @return a copy
     */
    public ReviewPlan assurance(Assurance weakest) {
        return new ReviewPlan(levels, decideWithin, useWithin, weakest, unknownPerson);
    }

    /**
     * Permits a call of high risk for which nobody knows the person behind the agent, so that self-approval cannot be
     * ruled out.
     *
     * @return a copy
     */
    public ReviewPlan permitUnknownPerson() {
        return new ReviewPlan(levels, decideWithin, useWithin, assurance, true);
    }
}
