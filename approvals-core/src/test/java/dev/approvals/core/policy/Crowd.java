package dev.approvals.core.policy;

import dev.approvals.policy.Level;
import dev.approvals.policy.Seats;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random levels and people, and the plain definition of who fills a level: try every way to seat them. */
final class Crowd {

    private static final List<String> GROUPS = List.of("a", "b", "c");

    private final Random random;

    private Crowd(long seed) {
        random = new Random(seed);
    }

    /** Checks a property many times over; a failure names its seed. */
    static void often(Consumer<Crowd> property) {
        for (long seed = 0; seed < 20_000; seed++) {
            try {
                property.accept(new Crowd(seed));
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    Set<String> groups() {
        return GROUPS.stream().filter(g -> random.nextBoolean()).collect(Collectors.toUnmodifiableSet());
    }

    Level level() {
        return new Level(IntStream.rangeClosed(0, upTo(1))
                .mapToObj(i -> new Seats(1 + upTo(1), groups()))
                .toList());
    }

    List<Level> levels(int atLeast, int atMost) {
        return IntStream.range(0, atLeast + upTo(atMost - atLeast))
                .mapToObj(i -> level())
                .toList();
    }

    /** People by their groups. */
    List<Set<String>> people() {
        return IntStream.rangeClosed(0, upTo(5)).mapToObj(i -> groups()).toList();
    }

    static boolean fill(Level level, List<Set<String>> people) {
        List<Seats> seats = new ArrayList<>();
        level.seats().forEach(s -> IntStream.range(0, s.people()).forEach(i -> seats.add(s)));
        return seat(seats, people, new boolean[people.size()]);
    }

    private static boolean seat(List<Seats> seats, List<Set<String>> people, boolean[] seated) {
        if (seats.isEmpty()) {
            return true;
        }
        for (int i = 0; i < people.size(); i++) {
            if (!seated[i] && seats.get(0).admits(people.get(i))) {
                seated[i] = true;
                if (seat(seats.subList(1, seats.size()), people, seated)) {
                    return true;
                }
                seated[i] = false;
            }
        }
        return false;
    }
}
