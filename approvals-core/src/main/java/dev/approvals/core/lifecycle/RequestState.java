package dev.approvals.core.lifecycle;

import dev.approvals.review.Delivery;
import dev.approvals.review.RequestStatus;
import dev.approvals.review.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How far a request is; immutable.
 *
 * @param status where it stands
 * @param level the level that is asked
 * @param round how often the votes were begun anew
 * @param votes the decisions that counted in this round
 * @param deliveries what channels have shown in this round, by channel name
 * @param holder who waits for the call or runs it
 * @param useBy until when an approval may be used; set once approved
 * @param ending how the call ended; set once it has
 */
public record RequestState(
        RequestStatus status,
        int level,
        int round,
        List<Vote> votes,
        Map<String, Delivery> deliveries,
        Holder holder,
        Optional<Instant> useBy,
        Optional<Ending> ending) {

    /**
     * Who waits for a call or runs it.
     *
     * @param detached whether the caller was handed the id, so that the call goes on without it
     * @param collected whether a repeated call has been given the outcome
     * @param executionId the execution under way or done, or empty
     * @param fence how often the execution was begun
     */
    public record Holder(boolean detached, boolean collected, String executionId, int fence) {

        static final Holder CALLER = new Holder(false, false, "", 0);

        /** Checks the components. */
        public Holder {
            Objects.requireNonNull(executionId, "executionId");
        }

        Holder detach() {
            return new Holder(true, collected, executionId, fence);
        }

        Holder collect() {
            return new Holder(detached, true, executionId, fence);
        }

        Holder run(String execution) {
            return new Holder(detached, collected, execution, fence + 1);
        }
    }

    /** Checks the components. */
    public RequestState {
        Objects.requireNonNull(status, "status");
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
     * @return the state
     */
    public static RequestState pending(int level) {
        return new RequestState(
                RequestStatus.PENDING,
                level,
                0,
                List.of(),
                Map.of(),
                Holder.CALLER,
                Optional.empty(),
                Optional.empty());
    }

    /**
     * When time alone changes this request.
     *
     * @param terms its terms
     * @return the deadline, the end of the approval, or empty
     */
    public Optional<Instant> dueAt(Terms terms) {
        return switch (status) {
            case PENDING -> Optional.of(terms.decideBy());
            case APPROVED -> useBy;
            case CLAIMED, ENDED -> Optional.empty();
        };
    }

    /** {@return whether the request is over} */
    public boolean ended() {
        return status == RequestStatus.ENDED;
    }

    RequestState withVotes(List<Vote> counted) {
        return new RequestState(status, level, round, counted, deliveries, holder, useBy, ending);
    }

    RequestState approved(List<Vote> counted, Instant until) {
        return new RequestState(
                RequestStatus.APPROVED, level, round, counted, deliveries, holder, Optional.of(until), ending);
    }

    RequestState nextLevel() {
        return new RequestState(status, level + 1, round + 1, List.of(), Map.of(), holder, useBy, ending);
    }

    RequestState delivered(String channel, Delivery delivery) {
        Map<String, Delivery> more = new LinkedHashMap<>(deliveries);
        more.put(channel, delivery);
        return new RequestState(status, level, round, votes, more, holder, useBy, ending);
    }

    RequestState with(Holder other) {
        return new RequestState(status, level, round, votes, deliveries, other, useBy, ending);
    }

    RequestState claimed(String executionId) {
        return new RequestState(
                RequestStatus.CLAIMED, level, round, votes, deliveries, holder.run(executionId), useBy, ending);
    }

    RequestState ended(Ending how) {
        return ended(how, votes);
    }

    RequestState ended(Ending how, List<Vote> counted) {
        return new RequestState(
                RequestStatus.ENDED, level, round, counted, deliveries, holder, useBy, Optional.of(how));
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
