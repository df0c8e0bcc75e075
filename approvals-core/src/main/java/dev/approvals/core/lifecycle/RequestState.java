package dev.approvals.core.lifecycle;

import dev.approvals.policy.Scope;
import dev.approvals.review.Decision;
import dev.approvals.review.Delivery;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How far a request is; immutable. What most requests have alike is shared, for a process may hold very many.
 *
 * @param status where it stands
 * @param asking whom it asks, and since when
 * @param votes the decisions that counted in this round
 * @param deliveries what channels have shown in this round, and since when, by channel name
 * @param holder who waits for the call or runs it
 * @param useBy until when an approval may be used; set once approved
 * @param ending how the call ended; set once it has
 */
public record RequestState(
        RequestStatus status,
        Asking asking,
        List<Vote> votes,
        Map<String, Shown> deliveries,
        Holder holder,
        Optional<Instant> useBy,
        Optional<Ending> ending) {

    /**
     * Whom a request asks, and since when.
     *
     * @param level the level that is asked
     * @param round how often the votes were begun anew
     * @param since when this level began
     * @param reminders how many of this level's times to remind are over
     * @param earlier the ids of those who voted at lower levels; kept where the plan wants other people at each
     */
    public record Asking(int level, int round, Instant since, int reminders, Set<String> earlier) {
        /** Checks the components. */
        public Asking {
            Objects.requireNonNull(since, "since");
            earlier = Set.copyOf(earlier);
        }

        Asking reminded(int times) {
            return new Asking(level, round, since, times, earlier);
        }

        Asking higher(Instant now, Set<String> voters) {
            return new Asking(level + 1, round + 1, now, 0, voters);
        }
    }

    /**
     * What was shown, and when that began.
     *
     * @param delivery what
     * @param since since when, by the store's clock
     */
    public record Shown(Delivery delivery, Instant since) {
        /** Checks the components. */
        public Shown {
            Objects.requireNonNull(delivery, "delivery");
            Objects.requireNonNull(since, "since");
        }
    }

    /** Checks the components. */
    public RequestState {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(asking, "asking");
        votes = List.copyOf(votes);
        deliveries = Map.copyOf(deliveries);
        Objects.requireNonNull(holder, "holder");
        Objects.requireNonNull(useBy, "useBy");
        Objects.requireNonNull(ending, "ending");
    }

    /**
     * A new request.
     *
     * @param level the level to begin at
     * @param node the process whose caller waits
     * @param now the store's time
     * @return the state
     */
    public static RequestState pending(int level, String node, Instant now) {
        return new RequestState(
                RequestStatus.PENDING,
                new Asking(level, 0, now, 0, Set.of()),
                List.of(),
                Map.of(),
                Holder.waiting(node),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A request that nobody is asked about, for a grant covers it: its tool runs.
     *
     * @param given how the grant was given
     * @param node the process that runs the tool
     * @param executionId the execution
     * @param now the store's time
     * @return the state
     */
    public static RequestState covered(GrantTerms.Given given, String node, String executionId, Instant now) {
        return new RequestState(
                RequestStatus.CLAIMED,
                new Asking(given.level(), 0, now, 0, Set.of()),
                given.votes(),
                Map.of(),
                Holder.waiting(node).run(executionId, node),
                Optional.empty(),
                Optional.empty());
    }

    /** {@return the level that is asked} */
    public int level() {
        return asking.level();
    }

    /** {@return how often the votes were begun anew} */
    public int round() {
        return asking.round();
    }

    /**
     * When time alone changes this request next, or somebody is to look after it.
     *
     * @param terms its terms
     * @return the earliest of deadline, escalation and reminder, or the end of the approval; a moment that is over for a
     *     call without caller that waits to be run, or whose outcome waits to be handed back; empty while the tool runs,
     *     for which its node answers, and once nothing is left to do
     */
    public Optional<Instant> dueAt(Terms terms) {
        return Timers.dueAt(terms, this);
    }

    /** {@return whether the request is over} */
    public boolean ended() {
        return status == RequestStatus.ENDED;
    }

    /**
     * Which further calls the approval covers.
     *
     * @return what the scopes of all who approved have in common; empty where that is no more than this call, and before
     *     there is an approval
     */
    public Optional<Scope> scope() {
        return useBy.isEmpty() || brokenBy().isPresent() ? Optional.empty() : Scopes.common(votes);
    }

    /** {@return the vote of the person who broke the glass; empty where nobody did} */
    public Optional<Vote> brokenBy() {
        return votes.stream()
                .filter(vote -> vote.decision().kind() == Decision.Kind.BREAK_GLASS)
                .findFirst();
    }

    RequestState withVotes(List<Vote> counted) {
        return new RequestState(status, asking, counted, deliveries, holder, useBy, ending);
    }

    RequestState approved(List<Vote> counted, Instant until) {
        return new RequestState(
                RequestStatus.APPROVED, asking, counted, deliveries, holder, Optional.of(until), ending);
    }

    /** The next level, anew; those who voted are remembered where they may not vote there. */
    RequestState nextLevel(Instant now, boolean remember, Set<String> alsoVoted) {
        Set<String> voters = new HashSet<>(asking.earlier());
        if (remember) {
            votes.forEach(vote -> voters.add(vote.person()));
            voters.addAll(alsoVoted);
        }
        return new RequestState(status, asking.higher(now, voters), List.of(), Map.of(), holder, useBy, ending);
    }

    RequestState reminded(int times) {
        return new RequestState(status, asking.reminded(times), votes, deliveries, holder, useBy, ending);
    }

    RequestState delivered(String channel, Delivery delivery, Instant now) {
        Map<String, Shown> more = new LinkedHashMap<>(deliveries);
        Shown before = deliveries.get(channel);
        // A card is shown anew when somebody else has voted; the call on it is the one that was there before.
        Instant since = before != null && before.delivery().whole() ? before.since() : now;
        more.put(channel, new Shown(delivery, since));
        return new RequestState(status, asking, votes, more, holder, useBy, ending);
    }

    RequestState with(Holder other) {
        return new RequestState(status, asking, votes, deliveries, other, useBy, ending);
    }

    RequestState claimed(Holder runner) {
        return new RequestState(RequestStatus.CLAIMED, asking, votes, deliveries, runner, useBy, ending);
    }

    RequestState ended(Ending how) {
        return ended(how, votes);
    }

    RequestState ended(Ending how, List<Vote> counted) {
        return new RequestState(RequestStatus.ENDED, asking, counted, deliveries, holder, useBy, Optional.of(how));
    }

    RequestState endedAt(Instant now) {
        return new RequestState(status, asking, votes, deliveries, holder, useBy, ending.map(how -> how.at(now)));
    }

    /**
     * The votes with one more, in place of an earlier one by the same person.
     *
     * @param vote the vote
     * @return the votes
     */
    List<Vote> plus(Vote vote) {
        List<Vote> more = new ArrayList<>(votes);
        more.removeIf(v -> v.person().equals(vote.person()));
        more.add(vote);
        return more;
    }

    Optional<Vote> voteOf(String person) {
        return votes.stream().filter(v -> v.person().equals(person)).findFirst();
    }
}
