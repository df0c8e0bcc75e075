package dev.approvals.testkit.life;

import dev.approvals.call.Principal;
import dev.approvals.policy.Level;
import dev.approvals.policy.Scope;
import dev.approvals.review.Decision;
import dev.approvals.review.Person;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The votes of one round, as the reference model keeps them. */
final class Ballots {

    private final Map<String, Ballot> byPerson = new LinkedHashMap<>();

    /** What one person said last. */
    record Ballot(Principal account, Decision.Kind kind, Optional<Scope> scope) {

        /** Of one's own approval one may make a denial, or break the glass over it. */
        boolean mayBecome(Decision.Kind other) {
            return kind == Decision.Kind.APPROVE && (other == Decision.Kind.DENY || other == Decision.Kind.BREAK_GLASS);
        }
    }

    void put(String person, Decision decision) {
        byPerson.put(person, new Ballot(decision.reviewer().account(), decision.kind(), decision.scope()));
    }

    Optional<Ballot> of(String person) {
        return Optional.ofNullable(byPerson.get(person));
    }

    Set<String> people() {
        return byPerson.keySet();
    }

    void clear() {
        byPerson.clear();
    }

    Map<String, Decision.Kind> kinds() {
        Map<String, Decision.Kind> kinds = new HashMap<>();
        byPerson.forEach((person, ballot) -> kinds.put(person, ballot.kind()));
        return kinds;
    }

    /** What every one of those who approved named; nothing where somebody named nothing or broke the glass. */
    Optional<Scope> covers() {
        List<Ballot> approving = byPerson.values().stream()
                .filter(ballot -> ballot.kind() == Decision.Kind.APPROVE)
                .toList();
        boolean all = approving.size() == byPerson.size()
                && approving.stream().allMatch(ballot -> ballot.scope().isPresent());
        return approving.stream()
                .filter(any -> all)
                .map(ballot -> ballot.scope().orElseThrow())
                .reduce(Scope::and)
                .filter(scope -> scope.uses() > 1);
    }

    boolean fill(Level level, Electorate people) {
        return Electorate.canFill(level, standing(Decision.Kind.APPROVE, people));
    }

    boolean brokenGlassStands(Electorate people) {
        return standing(Decision.Kind.BREAK_GLASS, people).stream().anyMatch(people::mayBreak);
    }

    /** Who said something and could still say it: the account is theirs, and they are not behind the call. */
    private List<Person> standing(Decision.Kind said, Electorate people) {
        List<Person> standing = new ArrayList<>();
        byPerson.forEach((person, ballot) -> people.company()
                .voter(ballot.account())
                .filter(now -> now.id().equals(person))
                .filter(now -> ballot.kind() == said)
                .filter(now -> !people.company().isBehind(people.terms().requester(), ballot.account()))
                .ifPresent(standing::add));
        return standing;
    }
}
