package dev.approvals.testkit.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvals.call.Principal;
import dev.approvals.core.lifecycle.Ending;
import dev.approvals.core.lifecycle.Lifecycle;
import dev.approvals.core.lifecycle.RequestState;
import dev.approvals.core.lifecycle.Step;
import dev.approvals.core.lifecycle.Terms;
import dev.approvals.review.RequestStatus;
import dev.approvals.testkit.random.Property;
import dev.approvals.testkit.random.RandomSource;
import dev.approvals.tool.ToolSpec;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The transition function against the reference model and the specification's invariants, in random stories. */
class LifecycleModelTest {

    private static final int STORIES = 2_000;

    @Test
    void everyStepComesToWhatTheModelSays() {
        Property.forAll(Story::any).times(STORIES).holds(story -> ReferenceModel.check(story, story.play()));
    }

    @ParameterizedTest(name = "invariant {0}")
    @EnumSource
    void holdsInEveryHistory(Invariants invariant) {
        Property.forAll(Story::any).times(STORIES).holds(story -> invariant.check(story.play()));
    }

    /** Stories that never came to a claim would agree with anything. */
    @Test
    void theStoriesGoEverywhere() {
        List<Story.Moment> moments = IntStream.range(0, STORIES)
                .mapToObj(seed -> Story.any(RandomSource.seeded(seed)))
                .flatMap(story -> story.play().stream())
                .toList();

        assertThat(moments).extracting(moment -> moment.after().status()).contains(RequestStatus.values());
        assertThat(moments)
                .filteredOn(moment -> moment.after().scope().isPresent())
                .as("an approval covers further calls")
                .hasSizeGreaterThan(100);
        assertThat(moments.stream()
                        .flatMap(moment -> moment.after().ending().stream())
                        .map(Ending::word)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "AUDIT_FAILED",
                        "CANCELLED",
                        "DENIED_BY_REVIEWER",
                        "EXPIRED",
                        "INVALIDATED",
                        "LAPSED",
                        "NO_CHANNEL",
                        "REVOKED",
                        "returned",
                        "threw",
                        "unknown");
    }

    @Test
    void everyEventIsTold() {
        Set<String> events = new TreeSet<>();
        for (int seed = 0; seed < STORIES; seed++) {
            Story.any(RandomSource.seeded(seed))
                    .play()
                    .forEach(moment -> moment.event().ifPresent(type -> events.add(type.name())));
        }
        assertThat(events)
                .containsExactlyInAnyOrder(
                        "action.completed",
                        "action.failed",
                        "action.outcome_unknown",
                        "action.started",
                        "approval.cancelled",
                        "approval.decided",
                        "approval.detached",
                        "approval.escalated",
                        "approval.expired",
                        "approval.invalidated",
                        "approval.lapsed",
                        "approval.notified",
                        "approval.reminded",
                        "approval.revoked",
                        "approval.undelivered",
                        "break_glass.used",
                        "outcome.delivered",
                        "review.recorded");
    }

    @Test
    void whatMayNotOutliveItsCallerIsNeverHandedOver() {
        Story any = Story.any(RandomSource.seeded(1));
        Terms terms = new Terms(
                any.terms().requestId(),
                any.terms().digest(),
                any.terms().requester(),
                any.terms().plan(),
                any.terms().decideBy(),
                ToolSpec.named("drop").runLater(false).build(),
                0);

        assertThatThrownBy(() -> Lifecycle.apply(
                        terms, RequestState.pending(0, "node-1", Story.START), new Step.Detach(), Story.START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("may not outlive its caller");
    }

    @Test
    void anAgentIsNobodyWhateverTheDirectorySays() {
        Company company = Company.atFirst();

        assertThat(company.resolve(Company.ROBOT)).isPresent();
        assertThat(List.of(Company.ROBOT, Company.COPILOT, Principal.agent("dora")))
                .allSatisfy(agent -> assertThat(company.voter(agent)).isEmpty());
    }
}
