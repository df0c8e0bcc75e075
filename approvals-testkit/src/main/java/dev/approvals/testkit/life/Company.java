package dev.approvals.testkit.life;

import dev.approvals.call.Principal;
import dev.approvals.call.Requester;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose each account is and who is in which group, at one moment. */
record Company(Map<Principal, String> owners, Map<String, Set<String>> groups) implements Directory {

    static final List<String> GROUPS = List.of("dba", "security");
    static final List<String> PEOPLE = List.of("alice", "carol", "dora", "erin", "bob");

    static final Principal COPILOT = Principal.agent("copilot");
    /** An agent that a careless directory takes for Dora. */
    static final Principal ROBOT = Principal.agent("robot");

    static final Principal STRANGER = Principal.local("mallory");

    static Company atFirst() {
        Map<Principal, String> owners = new HashMap<>();
        PEOPLE.forEach(person -> {
            owners.put(Principal.local(person), person);
            owners.put(new Principal("chat", person), person);
        });
        owners.put(ROBOT, "dora");
        return new Company(
                owners,
                Map.of(
                        "alice", Set.of("dba"),
                        "carol", Set.of("security"),
                        "dora", Set.of("dba"),
                        "erin", Set.of("dba", "security"),
                        "bob", Set.of("dba", "security")));
    }

    /** Lets a person join a group, or leave it. */
    Company moving(String person, String group) {
        Map<String, Set<String>> changed = new HashMap<>(groups);
        Set<String> now = new HashSet<>(groups.getOrDefault(person, Set.of()));
        if (!now.remove(group)) {
            now.add(group);
        }
        changed.put(person, now);
        return new Company(owners, changed);
    }

    /** Gives an account to another person. */
    Company giving(Principal account, String person) {
        Map<Principal, String> changed = new HashMap<>(owners);
        changed.put(account, person);
        return new Company(changed, groups);
    }

    @Override
    public Optional<Person> resolve(Principal account) {
        return Optional.ofNullable(owners.get(account)).map(id -> new Person(id, groups.getOrDefault(id, Set.of())));
    }

    /** Who an account is, as far as votes go: agents are nobody. */
    Optional<Person> voter(Principal account) {
        return account.isAgent() ? Optional.empty() : resolve(account);
    }

    boolean isBehind(Requester requester, Principal account) {
        Optional<String> person = resolve(account).map(Person::id);
        return requester.accounts().stream()
                .anyMatch(a -> a.equals(account)
                        || (person.isPresent() && resolve(a).map(Person::id).equals(person)));
    }
}
