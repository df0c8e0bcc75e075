package dev.approvals.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.Grants;
import dev.approvals.testkit.random.Property;
import dev.approvals.testkit.random.RandomSource;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Grants against their reference model and the specification's invariants, in random stories, and what both are worth. */
class GrantModelTest {

    private static final int STORIES = 2_000;

    @Test
    void everyStepComesToWhatTheModelSays() {
        Property.forAll(GrantStory::any)
                .times(STORIES)
                .holds(story -> GrantModel.check(story, story.play(Grants::apply)));
    }

    @ParameterizedTest(name = "invariant {0}")
    @EnumSource
    void holdsInEveryHistory(GrantInvariants invariant) {
        Property.forAll(GrantStory::any).times(STORIES).holds(story -> invariant.check(story.play(Grants::apply)));
    }

    @Test
    void theStoriesGoEverywhere() {
        List<GrantStory.Moment> moments =
                stories().flatMap(story -> story.play(Grants::apply).stream()).toList();

        assertThat(moments).filteredOn(GrantStory.Moment::uses).hasSizeGreaterThan(1_000);
        assertThat(moments.stream()
                        .flatMap(moment -> moment.after().ending().stream())
                        .map(Ending::text)
                        .map(text -> text.replaceFirst("Ended by .*", "Ended by somebody."))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "Its uses are spent.",
                        "Its time is over.",
                        "It was not used for too long.",
                        "It does not hold.",
                        "Ended by somebody.");
    }

    @ParameterizedTest
    @EnumSource
    void theModelFinds(GrantDefect defect) {
        assertThat(found(story -> GrantModel.check(story, story.play(defect)))).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void anInvariantNamesWhatIsBroken(GrantDefect defect) {
        assertThat(found(story -> defect.broken().check(story.play(defect)))).isTrue();
    }

    @Test
    void everyInvariantButTheOneThatTimeAloneDecidesIsTried() {
        EnumSet<GrantInvariants> untried = EnumSet.allOf(GrantInvariants.class);
        for (GrantDefect defect : GrantDefect.values()) {
            untried.remove(defect.broken());
        }
        assertThat(untried).containsExactly(GrantInvariants.TIME_ENDS_IT);
    }

    private static Stream<GrantStory> stories() {
        return IntStream.range(0, STORIES).mapToObj(seed -> GrantStory.any(RandomSource.seeded(seed)));
    }

    private static boolean found(Consumer<GrantStory> check) {
        return stories().anyMatch(story -> {
            try {
                check.accept(story);
                return false;
            } catch (AssertionError difference) {
                return true;
            }
        });
    }
}
