package dev.approvals.core.lifecycle;

import dev.approvals.audit.AuditEventType;
import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.outcome.RefusalCode;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.ReviewPlan;
import dev.approvals.policy.Scope;
import dev.approvals.review.Decision;
import dev.approvals.review.Person;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import dev.approvals.tool.Risk;
import dev.approvals.tool.ToolSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One request, the people around it and a clock; every step that counts moves it on. */
final class Life {

    static final Instant START = Instant.parse("2026-01-05T09:00:00Z");
    static final ReviewPlan PLAN = ReviewPlan.of(1, "dba").useWithin(Duration.ofMinutes(5));
    static final Requester COPILOT = Requester.agent("copilot").actingFor(Principal.local("bob"));

    private final Map<Principal, Person> people = new HashMap<>();
    private final Terms terms;
    private RequestState state;
    private Instant now = START;

    private Life(Terms terms, int level) {
        this.terms = terms;
        this.state = RequestState.pending(level, "node-1", START);
        join("alice", "dba");
        join("dora", "dba");
        join("carol", "security");
        join("bob", "dba", "security");
    }

    static Life of(ReviewPlan plan) {
        return of(plan, tool(Risk.HIGH).runLater(true).build());
    }

    static Life of(ReviewPlan plan, ToolSpec tool) {
        return new Life(new Terms("request", "digest", COPILOT, plan, START.plus(Duration.ofHours(1)), tool, 3), 0);
    }

    static ToolSpec.Builder tool(Risk risk) {
        return ToolSpec.named("drop")
                .parameter("table", String.class)
                .parameter("rows", int.class)
                .risk(risk);
    }

    /** Puts a person with a local and a chat account into exactly these groups. */
    Life join(String person, String... groups) {
        Person now = new Person(person, Set.of(groups));
        people.put(Principal.local(person), now);
        people.put(new Principal("chat", person), now);
        return this;
    }

    Life after(Duration time) {
        now = now.plus(time);
        return this;
    }

    Terms terms() {
        return terms;
    }

    RequestState state() {
        return state;
    }

    Instant now() {
        return now;
    }

    /** When the request is due, as long after the beginning. */
    Optional<Duration> due() {
        return state.dueAt(terms).map(at -> Duration.between(START, at));
    }

    Roster roster() {
        return new Roster(Map.copyOf(people), Set.of("bob"), COPILOT.accounts());
    }

    static Reviewer known(String person) {
        return Reviewer.named(person);
    }

    static Reviewer chatting(String person) {
        return new Reviewer(new Principal("chat", person), Assurance.CHAT_PLATFORM);
    }

    Decision decision(Decision.Kind kind, String person, String comment) {
        return new Decision("request", state.round(), "digest", kind, known(person), comment);
    }

    Progress<RequestState> take(Step step) {
        Progress<RequestState> progress = Lifecycle.apply(terms, state, step, now);
        if (progress instanceof Progress.Moved<RequestState> moved) {
            state = moved.next();
        }
        return progress;
    }

    Progress<RequestState> decide(Decision decision) {
        return take(new Step.Decide(decision, Optional.empty(), roster()));
    }

    Progress<RequestState> approve(String person) {
        return decide(decision(Decision.Kind.APPROVE, person, ""));
    }

    Progress<RequestState> approve(String person, Scope scope) {
        return decide(decision(Decision.Kind.APPROVE, person, "").covering(scope));
    }

    Progress<RequestState> escalate(String person) {
        return decide(decision(Decision.Kind.ESCALATE, person, ""));
    }

    Progress<RequestState> breakGlass(String person, String why) {
        return breakGlass(person, why, 1);
    }

    Progress<RequestState> breakGlass(String person, String why, int credit) {
        Decision decision = decision(Decision.Kind.BREAK_GLASS, person, why);
        return take(new Step.Decide(decision, Optional.empty(), roster(), credit));
    }

    Progress<RequestState> claim() {
        return take(new Step.Claim("execution", "node-2", "digest", roster()));
    }

    Progress<RequestState> tick() {
        return take(new Step.Tick());
    }

    /** The code of a step that was refused. */
    static <S> RefusalCode refused(Progress<S> progress) {
        if (progress instanceof Progress.Rejected<S> rejected) {
            return rejected.code();
        }
        throw new AssertionError("Not refused: " + progress);
    }

    /** The event of a step that counted. */
    static <S> AuditEventType told(Progress<S> progress) {
        return moved(progress).type();
    }

    static <S> Progress.Moved<S> moved(Progress<S> progress) {
        if (progress instanceof Progress.Moved<S> moved) {
            return moved;
        }
        throw new AssertionError("Nothing moved: " + progress);
    }

    String ending() {
        return state.ending().map(Ending::word).orElse("open");
    }

    Stream<String> voters() {
        return state.votes().stream().map(Vote::person);
    }
}
