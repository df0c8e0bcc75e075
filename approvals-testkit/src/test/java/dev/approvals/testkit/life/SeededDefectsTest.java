package dev.approvals.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.approvals.core.lifecycle.Lifecycle;
import dev.approvals.testkit.random.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the model and the invariants are worth: each must find the mistakes that are made here on purpose. */
class SeededDefectsTest {

    /** Pinned, so that a defect found today is found every day. */
    private static final int STORIES = 6_000;

    @ParameterizedTest
    @EnumSource
    void theModelFinds(Defect defect) {
        assertThat(firstFailure(defect, history -> ReferenceModel.check(history.story(), history.moments())))
                .as("a story in which the model differs from %s", defect)
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void anInvariantNamesWhatIsBroken(Defect defect) {
        List<Invariants> found = new ArrayList<>();
        for (Invariants invariant : defect.broken()) {
            firstFailure(defect, history -> invariant.check(history.moments())).ifPresent(any -> found.add(invariant));
        }
        assertThat(found).as("invariants that %s breaks", defect).isEqualTo(defect.broken());
    }

    /** The mistakes that the specification names, in its words. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "alias counts as another person, ALIAS_COUNTS_AS_ANOTHER_PERSON",
        "slots counted instead of people, SEATS_COUNTED_IN_PLACE_OF_PEOPLE",
        "== quorum, EXACTLY_THE_QUORUM",
        "claim in two steps, CLAIM_IN_TWO_STEPS",
        "live arguments, LIVE_ARGUMENTS",
        "late vote, LATE_VOTE",
        "stale grant, STALE_APPROVAL",
        "state not absorbing, END_NOT_ABSORBING",
        "lost update, LOST_UPDATE",
        "no member re-check, NO_MEMBER_CHECK_AT_THE_CLAIM",
        "re-armed after a crash, ARMED_AGAIN_AFTER_A_CRASH",
        "vote without digest, VOTE_WITHOUT_DIGEST",
        "revoke ignored, REVOKE_IGNORED",
        "re-approval extends, APPROVING_AGAIN_EXTENDS"
    })
    void theModelAndAnInvariantFind(String mistake, Defect defect) {
        theModelFinds(defect);
        anInvariantNamesWhatIsBroken(defect);
    }

    @Test
    void withoutADefectNothingIsFound() {
        assertThat(firstFailure(Lifecycle::apply, history -> ReferenceModel.check(history.story(), history.moments())))
                .isEmpty();
    }

    @Test
    void everyInvariantButTheOneThatTimeAloneDecidesIsTried() {
        TreeSet<Invariants> tried = new TreeSet<>();
        for (Defect defect : Defect.values()) {
            tried.addAll(defect.broken());
        }
        assertThat(Invariants.values())
                .filteredOn(invariant -> !tried.contains(invariant))
                .containsExactly(Invariants.TIME_ENDS_IT);
    }

    private record History(Story story, List<Story.Moment> moments) {}

    private static Optional<AssertionError> firstFailure(Story.Machine machine, Consumer<History> check) {
        for (int seed = 0; seed < STORIES; seed++) {
            Story story = Story.any(RandomSource.seeded(seed));
            List<Story.Moment> moments = story.play(machine);
            try {
                check.accept(new History(story, moments));
            } catch (AssertionError found) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
