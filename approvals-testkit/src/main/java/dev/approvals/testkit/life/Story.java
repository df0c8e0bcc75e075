package dev.approvals.testkit.life;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.core.lifecycle.Lifecycle;
import dev.approvals.core.lifecycle.Progress;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.Level;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.policy.Seats;
import dev.approvals.review.RequestStatus;
import dev.approvals.testkit.random.RandomSource;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A request and what happens to it, one act after the other. */
record Story(Terms terms, int firstLevel, List<Act> acts) {

    static final Instant START = Instant.parse("2026-01-05T09:00:00Z");

    /** The transition function, or one with a defect. */
    @FunctionalInterface
    interface Machine {
        Progress<RequestState> apply(Terms terms, RequestState state, Step step, Instant now);
    }

    /** One step, what it came to, and how the world was at that moment. */
    record Moment(
            Terms terms,
            Step step,
            Company company,
            Instant now,
            RequestState before,
            Progress<RequestState> progress,
            RequestState after) {

        /** What was recorded of it; empty where nothing moved. */
        Optional<AuditEventType> event() {
            return progress instanceof Progress.Moved<RequestState> moved
                    ? Optional.of(moved.type())
                    : Optional.empty();
        }

        boolean became(RequestStatus status) {
            return before.status() != status && after.status() == status;
        }
    }

    static Story any(RandomSource random) {
        ReviewPlan plan = plan(random);
        Requester requester = Requester.agent(Company.COPILOT.subject()).actingFor(Principal.local("bob"));
        Terms terms = new Terms(
                "request-1",
                "digest-1",
                random.oneIn(4) ? requester.startedBy(new Principal("chat", "erin")) : requester,
                plan,
                START.plus(Duration.ofMinutes(10)),
                tool(random),
                0);
        int first = plan.levels().size() > 1 && random.oneIn(5) ? 1 : 0;
        return new Story(terms, first, random.listOf(0, 60, Act::any));
    }

    private static ReviewPlan plan(RandomSource random) {
        // A plan asks no fewer people at a higher level: PlanFloor sees to that.
        List<Level> levels = random.listOf(1, 3, Story::level).stream()
                .sorted(Comparator.comparingInt(Level::people))
                .toList();
        ReviewPlan plan = ReviewPlan.ofTool()
                .withLevels(levels)
                .assurance(random.flip() ? Assurance.CHAT_PLATFORM : Assurance.ASSERTED_IN_PROCESS)
                .useWithin(Duration.ofMinutes(5));
        return permitting(random, timed(random, demanding(random, plan)));
    }

    private static ReviewPlan demanding(RandomSource random, ReviewPlan plan) {
        ReviewPlan others = random.oneIn(3) ? plan.byOtherPeople() : plan;
        ReviewPlan explained = random.oneIn(4) ? others.withComment() : others;
        return random.oneIn(4) ? explained.dwell(Duration.ofSeconds(random.between(1, 90))) : explained;
    }

    private static ReviewPlan timed(RandomSource random, ReviewPlan plan) {
        ReviewPlan escalating = random.flip() ? plan.escalateAfter(Duration.ofMinutes(random.between(2, 4))) : plan;
        return random.flip() ? escalating.remindEvery(Duration.ofMinutes(random.between(1, 3))) : escalating;
    }

    private static ReviewPlan permitting(RandomSource random, ReviewPlan plan) {
        ReviewPlan granting =
                random.oneIn(4) ? plan.withoutGrants() : plan.permitGrants(Scope.EQUAL.differing("rows", "nothing"));
        return random.flip() ? granting.permitBreakGlass(random.pick(Company.GROUPS)) : granting;
    }

    private static ToolSpec tool(RandomSource random) {
        return ToolSpec.named("drop")
                .parameter("rows", int.class)
                .risk(random.oneIn(5) ? Risk.CRITICAL : Risk.HIGH)
                .runLater(random.flip())
                .idempotent(random.flip())
                .build();
    }

    private static Level level(RandomSource random) {
        return new Level(random.listOf(1, 2, r -> new Seats(r.between(1, 2), groups(r))));
    }

    private static Set<String> groups(RandomSource random) {
        return random.pick(Set.of("dba"), Set.of("security"), Set.of("dba", "security"), Set.of());
    }

    /** How the request begins. */
    RequestState first() {
        return RequestState.pending(firstLevel, "node-1", START);
    }

    List<Moment> play() {
        return play(Lifecycle::apply);
    }

    List<Moment> play(Machine machine) {
        return new Play(this, machine).play();
    }
}
