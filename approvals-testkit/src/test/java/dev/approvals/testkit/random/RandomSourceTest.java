package dev.approvals.testkit.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomSourceTest {

    private final RandomSource random = RandomSource.seeded(20_240_501);

    @Test
    void oneSeedMakesOneStreamOfChoices() {
        Supplier<List<Object>> stream = () -> {
            RandomSource source = RandomSource.seeded(5);
            return List.of(
                    source.below(1_000_000),
                    source.text(40),
                    source.shuffled(List.of(1, 2, 3, 4, 5)),
                    source.hostileText(),
                    source.split().below(1_000_000));
        };

        assertThat(stream.get()).isEqualTo(stream.get());
    }

    @Test
    void rangesAreReachedAtBothEndsAndNeverLeft() {
        assertThat(collect(() -> random.between(-2, 2))).containsExactlyInAnyOrder(-2, -1, 0, 1, 2);
        assertThat(collect(() -> random.pick("a", "b", "c"))).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(collect(random::flip)).containsExactlyInAnyOrder(true, false);
        assertThat(collect(() -> random.listOf(1, 3, RandomSource::flip).size()))
                .containsExactlyInAnyOrder(1, 2, 3);
        assertThat(collect(() -> random.oneOf(r -> "zero", r -> "one"))).containsExactlyInAnyOrder("zero", "one");
        assertThat(random.between(Integer.MIN_VALUE, Integer.MAX_VALUE)).isNotZero();
    }

    @Test
    void aRareThingHappensRarely() {
        long hits = IntStream.range(0, 10_000).filter(i -> random.oneIn(100)).count();

        assertThat(hits).isBetween(50L, 200L);
    }

    @Test
    void anEmptyRangeIsRefusedWithItsBounds() {
        assertThatThrownBy(() -> random.below(0)).hasMessageContaining("below 0");
        assertThatThrownBy(() -> random.between(3, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> random.listOf(2, 1, RandomSource::flip)).hasMessageContaining("2 to 1");
    }

    @Test
    void withoutChoicesEverythingIsAtItsSimplest() {
        RandomSource nothing = RandomSource.repeating(new long[0]);

        assertThat(nothing.between(3, 9)).isEqualTo(3);
        assertThat(nothing.flip()).isFalse();
        assertThat(nothing.oneIn(3)).isFalse();
        assertThat(nothing.text(10)).isEmpty();
        assertThat(nothing.pick("first", "second")).isEqualTo("first");
        assertThat(nothing.shuffled(List.of(1, 2, 3))).containsExactly(1, 2, 3);
        assertThat(nothing.listOf(2, 5, RandomSource::flip)).containsExactly(false, false);
        assertThat(nothing.bytes(2)).containsExactly(0, 0);
    }

    @Test
    void anElementCutOutOfTheChoicesIsCutOutOfTheList() {
        RandomSource original = RandomSource.seeded(8);
        List<Integer> list = original.listOf(2, 5, r -> r.between(0, 99));
        Choices choices = original.choices();
        assertThat(list).hasSizeGreaterThan(2);

        for (int i = 0; i < list.size(); i++) {
            Choices.Span cut = choices.elements().get(i);
            RandomSource again = RandomSource.repeating(choices.without(cut.from(), cut.to()));
            List<Integer> expected = new ArrayList<>(list);
            expected.remove(i);
            assertThat(again.listOf(2, 5, r -> r.between(0, 99))).isEqualTo(expected);
        }
    }

    private static <T> Set<T> collect(Supplier<T> choice) {
        Set<T> seen = new HashSet<>();
        IntStream.range(0, 1_000).forEach(i -> seen.add(choice.get()));
        return seen;
    }
}
