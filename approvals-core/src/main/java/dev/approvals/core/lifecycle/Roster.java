package dev.approvals.core.lifecycle;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who the accounts of one request belong to, as the directory said at one moment.
 *
 * @param people the people behind accounts; accounts that are nobody's are left out
 * @param requesters the ids of everybody behind the call, aliases closed
 * @param accounts the accounts behind the call, for those that are nobody's
 */
public record Roster(Map<Principal, Person> people, Set<String> requesters, Set<Principal> accounts) {

    /**
     * Asks the directory about everybody who matters for one step.
     *
     * @param directory the directory
     * @param requester on whose behalf the call was made
     * @param voters the accounts that vote or have voted
     * @return the roster
     * @throws RuntimeException whatever the directory throws
     */
    public static Roster of(Directory directory, Requester requester, Collection<Principal> voters) {
        Map<Principal, Person> people = new HashMap<>();
        for (Principal account : voters) {
            // Agents are nobody, whatever a directory may say.
            if (!account.isAgent()) {
                directory.resolve(account).ifPresent(person -> people.put(account, person));
            }
        }
        Set<String> requesters = new HashSet<>();
        for (Principal account : requester.accounts()) {
            directory.resolve(account).ifPresent(person -> requesters.add(person.id()));
        }
        return new Roster(Map.copyOf(people), Set.copyOf(requesters), requester.accounts());
    }

    Optional<Person> person(Reviewer reviewer) {
        return Optional.ofNullable(people.get(reviewer.account()));
    }

    /** Whether a person or the account used is behind the call. */
    boolean isRequester(Reviewer reviewer, Person person) {
        return requesters.contains(person.id()) || accounts.contains(reviewer.account());
    }

    /** The person behind a vote, if the account still belongs to the one who voted and is not behind the call. */
    Optional<Person> stillCounts(Vote vote) {
        Reviewer reviewer = vote.decision().reviewer();
        return person(reviewer).filter(person -> person.id().equals(vote.person()) && !isRequester(reviewer, person));
    }
}
