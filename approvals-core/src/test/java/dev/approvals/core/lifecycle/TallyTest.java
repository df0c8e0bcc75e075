package dev.approvals.core.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.call.Principal;
import dev.approvals.policy.Assurance;
import dev.approvals.policy.Level;
import dev.approvals.policy.Seats;
import dev.approvals.review.Decision;
import dev.approvals.review.Directory;
import dev.approvals.review.Person;
import dev.approvals.review.Reviewer;
import dev.approvals.review.Vote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final List<String> GROUPS = List.of("dba", "security", "legal");
    private static final List<String> IDS = List.of("a", "b", "c", "d", "e");

    @Test
    void seatsAreFilledAsWellAsTryingEveryWayFillsThem() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 3_000; run++) {
            Level level = level(random);
            List<Person> people = people(random);

            assertThat(Tally.seated(level, people))
                    .as("%s with %s, seed %s, run %s", level, people, seed, run)
                    .isEqualTo(best(seats(level), people));
        }
    }

    /** The most seats that anybody can fill: each seat stays empty, or is taken by each person in turn. */
    private static int best(List<Seats> seats, List<Person> people) {
        if (seats.isEmpty()) {
            return 0;
        }
        List<Seats> others = seats.subList(1, seats.size());
        int most = best(others, people);
        for (Person person : people) {
            if (mayTake(seats.get(0), person)) {
                List<Person> rest =
                        people.stream().filter(p -> !p.id().equals(person.id())).toList();
                most = Math.max(most, 1 + best(others, rest));
            }
        }
        return most;
    }

    private static boolean mayTake(Seats seats, Person person) {
        return seats.groups().isEmpty() || !Collections.disjoint(seats.groups(), person.groups());
    }

    private static List<Seats> seats(Level level) {
        return level.seats().stream()
                .flatMap(s -> Collections.nCopies(s.people(), s).stream())
                .toList();
    }

    @Test
    void whoeverSitsWhereSomebodyElseCouldNotMovesOver() {
        Level level = new Level(List.of(new Seats(1, Set.of("dba", "security")), new Seats(1, Set.of("dba"))));
        Person both = new Person("erin", Set.of("dba", "security"));
        Person one = new Person("carol", Set.of("security"));

        assertThat(Tally.seated(level, List.of(both, one))).isEqualTo(2);
        assertThat(Tally.seated(level, List.of(one, both))).isEqualTo(2);
    }

    @Test
    void aPersonInTwoGroupsTakesOneSeat() {
        Level level = new Level(List.of(new Seats(1, Set.of("dba")), new Seats(1, Set.of("security"))));
        Person both = new Person("erin", Set.of("dba", "security"));

        assertThat(Tally.seated(level, List.of(both))).isEqualTo(1);
        assertThat(Tally.seated(level, List.of(both, both))).isEqualTo(1);
    }

    @Test
    void morePeopleThanTheQuorumAreEnough() {
        Map<Principal, Person> people = new HashMap<>();
        IDS.forEach(id -> people.put(Principal.local(id), new Person(id, Set.of("dba"))));
        Roster roster = new Roster(people, Set.of(), Set.of());

        assertThat(Tally.reached(Level.of(2, "dba"), votes("a"), roster)).isFalse();
        assertThat(Tally.reached(Level.of(2, "dba"), votes("a", "b"), roster)).isTrue();
        assertThat(Tally.reached(Level.of(2, "dba"), votes("a", "b", "c"), roster))
                .isTrue();
    }

    @Test
    void twoAccountsOfOnePersonAreOnePerson() {
        Person alice = new Person("a", Set.of("dba"));
        Map<Principal, Person> people = new HashMap<>();
        people.put(Principal.local("a"), alice);
        people.put(new Principal("chat", "a"), alice);
        people.put(Principal.local("b"), new Person("b", Set.of("dba")));
        Roster roster = new Roster(people, Set.of(), Set.of());
        Decision alias = new Decision(
                "r",
                0,
                "d",
                Decision.Kind.APPROVE,
                new Reviewer(new Principal("chat", "a"), Assurance.CHAT_PLATFORM),
                "");
        List<Vote> votes = votes("a");
        votes.add(new Vote(alias, "a", Instant.EPOCH));

        assertThat(Tally.reached(Level.of(2, "dba"), votes, roster)).isFalse();
        votes.addAll(votes("b"));
        assertThat(Tally.reached(Level.of(2, "dba"), votes, roster)).isTrue();
    }

    @Test
    void aVoteCountsOnlyWhileItsAccountIsThatPersonsAndNotTheRequesters() {
        Person alice = new Person("a", Set.of("dba"));
        Principal account = Principal.local("a");
        Level level = Level.of(1, "dba");

        assertThat(Tally.reached(level, votes("a"), new Roster(Map.of(account, alice), Set.of(), Set.of())))
                .isTrue();
        assertThat(Tally.reached(level, votes("a"), new Roster(Map.of(account, alice), Set.of("a"), Set.of())))
                .as("alice is behind the call")
                .isFalse();
        assertThat(Tally.reached(level, votes("a"), new Roster(Map.of(account, alice), Set.of(), Set.of(account))))
                .as("her account is")
                .isFalse();
        assertThat(Tally.reached(level, votes("a"), new Roster(Map.of(), Set.of(), Set.of())))
                .as("the account is nobody's")
                .isFalse();
        Person other = new Person("b", Set.of("dba"));
        assertThat(Tally.reached(level, votes("a"), new Roster(Map.of(account, other), Set.of(), Set.of())))
                .as("the account is somebody else's")
                .isFalse();
    }

    private static List<Vote> votes(String... people) {
        List<Vote> votes = new ArrayList<>();
        for (String person : people) {
            Decision decision = new Decision("r", 0, "d", Decision.Kind.APPROVE, Reviewer.named(person), "");
            votes.add(new Vote(decision, person, Instant.EPOCH));
        }
        return votes;
    }

    @Test
    void aLevelIsUnsatisfiableExactlyWhereAllTheDirectorysPeopleCannotFillIt() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int run = 0; run < 2_000; run++) {
            Level level = new Level(level(random).seats().stream()
                    .map(s -> s.groups().isEmpty() ? new Seats(s.people(), Set.of("dba")) : s)
                    .toList());
            List<Person> people = people(random);
            Set<String> requesters = random.nextBoolean() ? Set.of("a") : Set.of();
            List<Person> others =
                    people.stream().filter(p -> !requesters.contains(p.id())).toList();

            Optional<Level> found = Tally.unsatisfiable(List.of(level), listing(people), requesters);

            assertThat(found.isPresent())
                    .as("%s with %s, seed %s, run %s", level, others, seed, run)
                    .isEqualTo(best(seats(level), others) < level.people());
        }
    }

    @Test
    void theFirstLevelThatNobodyCanFillIsNamed() {
        Directory people = listing(List.of(new Person("a", Set.of("dba")), new Person("b", Set.of("dba"))));
        Level possible = Level.of(2, "dba");
        Level impossible = Level.of(3, "dba");

        assertThat(Tally.unsatisfiable(List.of(possible, impossible), people, Set.of()))
                .contains(impossible);
        assertThat(Tally.unsatisfiable(List.of(possible), people, Set.of())).isEmpty();
        assertThat(Tally.unsatisfiable(List.of(possible), people, Set.of("b"))).contains(possible);
    }

    @Test
    void whereTheDirectoryCannotListAGroupNothingIsCalledImpossible() {
        Directory silent = account -> Optional.empty();

        assertThat(Tally.unsatisfiable(List.of(Level.of(9, "dba")), silent, Set.of()))
                .isEmpty();
        assertThat(Tally.unsatisfiable(List.of(Level.of(9)), listing(List.of()), Set.of()))
                .as("anybody may come")
                .isEmpty();
    }

    private static Directory listing(List<Person> people) {
        return new Directory() {
            @Override
            public Optional<Person> resolve(Principal account) {
                return people.stream()
                        .filter(p -> p.id().equals(account.subject()))
                        .findFirst();
            }

            @Override
            public Optional<Set<String>> members(String group) {
                return Optional.of(people.stream()
                        .filter(p -> p.groups().contains(group))
                        .map(Person::id)
                        .collect(Collectors.toSet()));
            }
        };
    }

    private static Level level(Random random) {
        List<Seats> seats = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            seats.add(new Seats(1 + random.nextInt(2), groups(random)));
        }
        return new Level(seats);
    }

    private static List<Person> people(Random random) {
        return IDS.subList(0, random.nextInt(IDS.size() + 1)).stream()
                .map(id -> new Person(id, groups(random)))
                .toList();
    }

    private static Set<String> groups(Random random) {
        Set<String> groups = new HashSet<>();
        GROUPS.forEach(group -> {
            if (random.nextInt(3) == 0) {
                groups.add(group);
            }
        });
        return groups;
    }
}
