package dev.approvals.testkit.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PropertyTest {

    private static final Gen<List<Integer>> NUMBERS = random -> random.listOf(0, 60, r -> r.between(0, 1_000));

    @Test
    void whatHoldsForEveryValuePasses() {
        List<List<Integer>> tried = new ArrayList<>();

        assertThatCode(() -> Property.forAll(NUMBERS).times(250).holds(tried::add))
                .doesNotThrowAnyException();

        assertThat(tried).hasSize(250).anyMatch(List::isEmpty).anyMatch(list -> list.size() > 40);
    }

    @Test
    void aFailureSaysSeedAndSmallestValueAndCause() {
        AssertionError error = failure(
                Property.forAll(NUMBERS).from(4711),
                numbers -> assertThat(numbers).allMatch(n -> n < 500));

        assertThat(error)
                .hasMessageContaining("-Dapprovals.seed=47")
                .hasMessageContaining("\n  [500]\n")
                .hasCauseInstanceOf(AssertionError.class);
    }

    @Test
    void theSeedOfAFailureFailsAtOnceWhenItIsPinned() {
        AssertionError found = failure(Property.forAll(NUMBERS), PropertyTest::isShort);
        long seed = seedOf(found);

        AssertionError again = failure(Property.forAll(NUMBERS).from(seed).times(1), PropertyTest::isShort);

        assertThat(again).hasMessageContaining("in run 1 of 1 with seed " + seed + ".");
    }

    @Test
    void theSystemPropertyPinsTheSeed() {
        System.setProperty(Property.SEED, "99");
        try {
            List<List<Integer>> tried = new ArrayList<>();
            Property.forAll(NUMBERS).from(1).times(1).holds(tried::add);

            assertThat(tried).containsExactly(NUMBERS.from(RandomSource.seeded(99)));
        } finally {
            System.clearProperty(Property.SEED);
        }
    }

    @Test
    void aSequenceShrinksToTheStepsThatMatterInOrder() {
        AssertionError error = failure(
                Property.<List<String>>forAll(random ->
                                random.listOf(0, 80, r -> r.pick("wait", "approve", "deny", "claim", "leave")))
                        .from(7),
                steps -> {
                    int denied = steps.indexOf("deny");
                    boolean claimedAfter =
                            denied >= 0 && steps.subList(denied, steps.size()).contains("claim");
                    assertThat(claimedAfter).isFalse();
                });

        assertThat(error).hasMessageContaining("\n  [deny, claim]\n");
    }

    @Test
    void whatAnEarlierChoiceDecidesShrinksWithIt() {
        // The second number is below the first: no generator of single values could shrink the pair and keep that.
        Gen<List<Long>> pairs = random -> {
            long high = 1 + random.below(10_000);
            return List.of(high, random.below(high));
        };

        AssertionError error = failure(
                Property.forAll(pairs).from(3), pair -> assertThat(pair.get(1)).isLessThan(100));

        assertThat(error).hasMessageContaining("\n  [101, 100]\n");
    }

    @Test
    void shrinkingKeepsToTheFailureThatWasFound() {
        AssertionError error = failure(Property.forAll(NUMBERS).from(11), numbers -> {
            if (numbers.size() == 1) {
                throw new IllegalStateException("another fault, of smaller values");
            }
            assertThat(numbers).hasSizeLessThan(3);
        });

        assertThat(error).hasMessageContaining("\n  [0, 0, 0]\n").cause().isInstanceOf(AssertionError.class);
    }

    @Test
    void aValueThatTheCheckChangedIsShownAsItWasGenerated() {
        AssertionError error = failure(Property.forAll(NUMBERS).from(5), numbers -> {
            boolean faulty = numbers.size() > 2;
            numbers.clear();
            assertThat(faulty).isFalse();
        });

        assertThat(error).hasMessageContaining("\n  [0, 0, 0]\n");
    }

    @Test
    void attemptsToShrinkAreBounded() {
        int[] checks = {0};

        failure(Property.forAll(NUMBERS).from(4).shrinkingAtMost(10), numbers -> {
            checks[0]++;
            assertThat(numbers).hasSizeLessThan(50);
        });
        int shrunk = checks[0];
        checks[0] = 0;
        failure(Property.forAll(NUMBERS).from(4).shrinkingAtMost(0), numbers -> {
            checks[0]++;
            assertThat(numbers).hasSizeLessThan(50);
        });

        assertThat(shrunk - checks[0]).isEqualTo(10);
    }

    @Test
    void anInterruptEndsTheTestAndIsKept() {
        int[] checks = {0};

        AssertionError error = failure(Property.forAll(NUMBERS), numbers -> {
            checks[0]++;
            throw new InterruptedException("told to stop");
        });

        assertThat(Thread.interrupted()).isTrue();
        assertThat(checks[0]).isEqualTo(1);
        assertThat(error).hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void seedsOfNeighboursMakeDifferentValues() {
        assertThat(IntStream.range(0, 100)
                        .mapToObj(seed -> RandomSource.seeded(seed).below(Long.MAX_VALUE))
                        .distinct())
                .hasSize(100);
    }

    private static void isShort(List<Integer> numbers) {
        assertThat(numbers).hasSizeLessThan(20);
    }

    private static long seedOf(AssertionError error) {
        String message = String.valueOf(error.getMessage());
        return Long.parseLong(message.replaceAll("(?s).*-Dapprovals.seed=(\\d+).*", "$1"));
    }

    private static <T> AssertionError failure(Property<T> property, Property.Check<T> check) {
        AssertionError error = catchThrowableOfType(AssertionError.class, () -> property.holds(check));
        assertThat(error).as("the property was expected to fail").isNotNull();
        return error;
    }
}
